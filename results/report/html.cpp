#include "results/report/html.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <stdexcept>

#include "results/hash.hpp"
#include "results/json.hpp"
#include "results/terminal.hpp"
#include "results/utf8.hpp"

namespace gpubench::results {
namespace {

struct Letters {
  char32_t first, last;
};
/// Source: Unicode's bidirectional classes R and AL, by blocks.
constexpr std::array<Letters, 5> kRightToLeft = {
    {{0x590, 0x8FF}, {0xFB1D, 0xFDFF}, {0xFE70, 0xFEFE}, {0x10800, 0x10FFF}, {0x1E800, 0x1EFFF}}};

bool runs_right_to_left(std::string_view text) {
  while (!text.empty()) {
    const char32_t c = take_character(text);
    if (std::ranges::any_of(kRightToLeft, [c](Letters l) { return c >= l.first && c <= l.last; }))
      return true;
  }
  return false;
}

std::string escaped(std::string_view text) {
  std::string safe;
  for (const char c : sanitize(text)) {
    switch (c) {
      case '&':
        safe += "&amp;";
        break;
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      case '"':
        safe += "&quot;";
        break;
      case '\'':
        safe += "&#39;";
        break;
      default:
        safe += c;
    }
  }
  return safe;
}

/// Names are from files too: a site's, an axis'.
nlohmann::json harmless(const nlohmann::json& data) {
  if (data.is_string()) return sanitize(data.get_ref<const std::string&>());
  if (data.is_array()) {
    nlohmann::json copy = nlohmann::json::array();
    for (const nlohmann::json& one : data) copy.push_back(harmless(one));
    return copy;
  }
  if (!data.is_object()) return data;
  nlohmann::json copy = nlohmann::json::object();
  for (const auto& [name, value] : data.items()) copy[sanitize(name)] = harmless(value);
  return copy;
}

}  // namespace

Html::Element Html::element(HtmlName name, HtmlAttributes attributes) {
  begin(name, attributes);
  return {*this, name};
}

void Html::leaf(HtmlName name, std::string_view text, HtmlAttributes attributes) {
  begin(name, attributes);
  this->text(text);
  end(name);
}

void Html::lone(HtmlName name, HtmlAttributes attributes) {
  begin(name, attributes);
  text_ += '\n';
}

void Html::text(std::string_view text) {
  const bool isolated = runs_right_to_left(text);
  if (isolated) text_ += "<bdi>";
  text_ += escaped(text);
  if (isolated) text_ += "</bdi>";
}

void Html::json(std::string_view id, nlohmann::json data) {
  begin("script", {{"type", "application/json"}, {"id", id}});
  for (const char c : json_text(harmless(data))) {
    if (c == '<') {
      text_ += "\\u003c";
    } else {
      text_ += c;
    }
  }
  end("script");
  text_ += '\n';
}

void Html::code(HtmlName name, std::string_view code) {
  const auto holds = [code](const char* what) {
    return std::search(code.begin(), code.end(), what, what + std::string_view(what).size(),
                       [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; }) != code.end();
  };
  if (holds("</script") || holds("</style") || holds("<!--") || holds("\r") || !is_text(code))
    throw std::invalid_argument(
        "code that can't be embedded: it holds the end of its element, a comment's "
        "begin, a carriage return or no UTF-8");
  begin(name, {});
  text_ += code;
  end(name);
  text_ += '\n';
}

void Html::begin(HtmlName name, HtmlAttributes attributes) {
  text_ += '<';
  text_ += name.view();
  for (const HtmlAttribute& one : attributes) {
    text_ += ' ';
    text_ += one.name.view();
    text_ += "=\"";
    text_ += escaped(one.value);
    text_ += '"';
  }
  text_ += '>';
}

void Html::end(HtmlName name) {
  text_ += "</";
  text_ += name.view();
  text_ += '>';
  constexpr std::array<std::string_view, 9> kLines = {"section", "p",  "tr",  "table", "li",
                                                      "details", "ul", "nav", "h2"};
  if (std::ranges::find(kLines, name.view()) != kLines.end()) text_ += '\n';
}

std::string policy_hash(std::string_view code) {
  const std::string digits = sha256_hex(code);
  std::array<unsigned char, 32> bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i)
    bytes[i] = static_cast<unsigned char>(std::stoul(digits.substr(2 * i, 2), nullptr, 16));
  std::array<unsigned char, 45> base64{};  // 44 digits and a NUL
  EVP_EncodeBlock(base64.data(), bytes.data(), static_cast<int>(bytes.size()));
  return "'sha256-" + std::string(reinterpret_cast<const char*>(base64.data()), 44) + "'";
}

}  // namespace gpubench::results
