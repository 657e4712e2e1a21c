/// DatagramSocket: UDP over IPv4, sent and received with a limit.
#pragma once
#include <netinet/in.h>

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bench/api/units.hpp"
#include "results/file_descriptor.hpp"

namespace gpubench {

using DatagramAddress = sockaddr_in;

class DatagramSocket {
 public:
  /// At a port that the system chooses, on the loopback only or on every interface. Throws std::system_error.
  explicit DatagramSocket(bool loopback_only);

  /// "12345 127.0.0.1 10.0.0.7": the port, and where others may reach it.
  std::string address_text() const;
  /// Nothing where the system refuses: whoever needs an answer asks again.
  void send(std::span<const std::byte> bytes, const DatagramAddress& to) const;
  /// The next datagram's length, cut to the buffer's, and its sender; nothing where none came within the
  /// limit or close() was called.
  std::optional<std::size_t> receive(std::span<std::byte> buffer, DatagramAddress& from, Seconds limit) const;
  /// Ends every receive() of this socket, now and from now on. May be called from another thread.
  void close() const;
  bool closed() const;

 private:
  bool loopback_only_;
  results::FileDescriptor socket_;
  results::FileDescriptor closed_;  ///< An eventfd: readable from close() on.
};

/// What address_text() wrote. Throws std::invalid_argument.
std::vector<DatagramAddress> datagram_addresses(const std::string& text);

}  // namespace gpubench
