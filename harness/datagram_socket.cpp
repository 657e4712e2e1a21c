#include "harness/datagram_socket.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <system_error>

namespace gpubench {
namespace {

int checked(int result, const char* call) {
  if (result < 0) throw std::system_error(errno, std::generic_category(), call);
  return result;
}

std::string dotted(const in_addr& address) {
  std::array<char, INET_ADDRSTRLEN> text{};
  inet_ntop(AF_INET, &address, text.data(), text.size());
  return text.data();
}

/// Of interfaces that are up; the loopback's is no use to another host.
std::vector<std::string> interface_addresses() {
  ifaddrs* first = nullptr;
  checked(getifaddrs(&first), "getifaddrs");
  const std::unique_ptr<ifaddrs, void (*)(ifaddrs*)> all(first, freeifaddrs);
  std::vector<std::string> texts;
  for (const ifaddrs* one = first; one != nullptr; one = one->ifa_next) {
    const bool up = (one->ifa_flags & IFF_UP) != 0 && (one->ifa_flags & IFF_LOOPBACK) == 0;
    if (up && one->ifa_addr != nullptr && one->ifa_addr->sa_family == AF_INET)
      texts.push_back(dotted(reinterpret_cast<const sockaddr_in*>(one->ifa_addr)->sin_addr));
  }
  return texts;
}

}  // namespace

DatagramSocket::DatagramSocket(bool loopback_only)
    : loopback_only_(loopback_only),
      socket_(checked(socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0), "socket")),
      closed_(checked(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), "eventfd")) {
  sockaddr_in any{};
  any.sin_family = AF_INET;
  any.sin_addr.s_addr = htonl(loopback_only ? INADDR_LOOPBACK : INADDR_ANY);
  checked(bind(socket_.get(), reinterpret_cast<const sockaddr*>(&any), sizeof any), "bind");
}

std::string DatagramSocket::address_text() const {
  sockaddr_in own{};
  socklen_t length = sizeof own;
  checked(getsockname(socket_.get(), reinterpret_cast<sockaddr*>(&own), &length), "getsockname");
  std::string text = fmt::format("{}", ntohs(own.sin_port));
  if (loopback_only_) return text + " 127.0.0.1";
  for (const std::string& address : interface_addresses()) text += ' ' + address;
  return text;
}

void DatagramSocket::send(std::span<const std::byte> bytes, const DatagramAddress& to) const {
  static_cast<void>(sendto(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL,
                           reinterpret_cast<const sockaddr*>(&to), sizeof to));
}

std::optional<std::size_t> DatagramSocket::receive(std::span<std::byte> buffer, DatagramAddress& from,
                                                   Seconds limit) const {
  pollfd waited[] = {{socket_.get(), POLLIN, 0}, {closed_.get(), POLLIN, 0}};
  const bool for_ever = std::isinf(limit.count());
  const int milliseconds = static_cast<int>(std::ceil(1e3 * std::min(limit, Seconds(1e6)).count()));
  if (poll(waited, 2, for_ever ? -1 : milliseconds) <= 0 || waited[1].revents != 0) return std::nullopt;
  socklen_t length = sizeof from;
  const ssize_t size =
      recvfrom(socket_.get(), buffer.data(), buffer.size(), 0, reinterpret_cast<sockaddr*>(&from), &length);
  if (size < 0) return std::nullopt;
  return static_cast<std::size_t>(size);
}

void DatagramSocket::close() const {
  static_cast<void>(eventfd_write(closed_.get(), 1));  // fails only at 2^64 - 1
}

bool DatagramSocket::closed() const {
  pollfd waited{closed_.get(), POLLIN, 0};
  return poll(&waited, 1, 0) > 0;
}

std::vector<DatagramAddress> datagram_addresses(const std::string& text) {
  std::istringstream words(text);
  std::uint16_t port = 0;
  std::vector<DatagramAddress> addresses;
  if (text.empty()) return addresses;
  if (!(words >> port) || port == 0)
    throw std::invalid_argument(fmt::format("'{}' begins with no port", text));
  for (std::string word; words >> word;) {
    DatagramAddress address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    if (inet_pton(AF_INET, word.c_str(), &address.sin_addr) != 1)
      throw std::invalid_argument(fmt::format("'{}' is no address of datagrams", text));
    addresses.push_back(address);
  }
  return addresses;
}

}  // namespace gpubench
