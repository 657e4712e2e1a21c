/// Privacy: what never enters a record: home folders, names of people and hosts, addresses, and what may be a
/// secret.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace gpubench {

class Privacy {
 public:
  /// Names shorter than three letters are not looked for: they occur in any text.
  Privacy(std::string home, std::string user, std::string host);
  /// Of this process, from its environment, password entry and host name.
  static Privacy of_this_process();

  /// Why a value must be left out ("a home folder"); nothing where it may be kept.
  std::optional<std::string> objection(std::string_view name, std::string_view value) const;

 private:
  std::string home_, user_, host_;
};

}  // namespace gpubench
