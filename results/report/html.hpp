/// Html: a page's text, into which texts of files enter as text only.
#pragma once
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace gpubench::results {

/// The name of an element or attribute: a word of this program, never a file's.
class HtmlName {
 public:
  consteval HtmlName(const char* name) : name_(name) {}
  std::string_view view() const { return name_; }

 private:
  std::string_view name_;
};

struct HtmlAttribute {
  HtmlName name;
  std::string_view value;
};
using HtmlAttributes = std::initializer_list<HtmlAttribute>;

/// Writes elements one after another. Whatever is text or an attribute's value is escaped; control,
/// bidirectional and zero-width characters and broken UTF-8 are shown as sanitize() shows them in a terminal,
/// and text with letters that run from right to left is isolated, so that it turns nothing around it.
class Html {
 public:
  /// Ends its element when it goes.
  class Element {
   public:
    Element(Html& html, HtmlName name) : html_(html), name_(name) {}
    ~Element() { html_.end(name_); }
    Element(const Element&) = delete;
    Element& operator=(const Element&) = delete;

   private:
    Html& html_;
    HtmlName name_;
  };

  Html() : text_("<!DOCTYPE html>\n") {}
  [[nodiscard]] Element element(HtmlName name, HtmlAttributes attributes = {});
  /// With that text in it.
  void leaf(HtmlName name, std::string_view text, HtmlAttributes attributes = {});
  /// One that has no end: meta, input.
  void lone(HtmlName name, HtmlAttributes attributes = {});
  void text(std::string_view text);
  /// Data for the page's script, which no browser runs: every text in it made harmless as above.
  void json(std::string_view id, nlohmann::json data);
  /// The program's own style sheet or script. Throws std::invalid_argument where it holds what would end or
  /// change its element, or what a browser reads as other bytes than are hashed.
  void code(HtmlName name, std::string_view code);
  const std::string& page() const { return text_; }
  /// The same, for one who needs no more of it.
  std::string take() { return std::move(text_); }

 private:
  void begin(HtmlName name, HtmlAttributes attributes);
  void end(HtmlName name);

  std::string text_;
};

/// What a Content-Security-Policy names code by: 'sha256-<base64>'.
std::string policy_hash(std::string_view code);

}  // namespace gpubench::results
