#include "harness/datagram_socket.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>

#include <array>
#include <chrono>
#include <limits>
#include <stdexcept>
#include <thread>

namespace gpubench {
namespace {

constexpr std::array kBytes{std::byte{1}, std::byte{2}, std::byte{3}};

TEST(DatagramSocket, WhatIsSentToItsAddressArrivesWithItsSender) {
  const DatagramSocket ear(true), mouth(true);
  const auto addresses = datagram_addresses(ear.address_text());
  ASSERT_EQ(addresses.size(), 1U);
  mouth.send(kBytes, addresses.front());
  std::array<std::byte, 8> buffer{};
  DatagramAddress from{};
  EXPECT_EQ(ear.receive(buffer, from, Seconds(10)), kBytes.size());
  EXPECT_TRUE(std::equal(kBytes.begin(), kBytes.end(), buffer.begin()));
  EXPECT_EQ(from.sin_port, datagram_addresses(mouth.address_text()).front().sin_port);
}

TEST(DatagramSocket, NothingComesWithinTheLimit) {
  const DatagramSocket ear(true);
  std::array<std::byte, 8> buffer{};
  DatagramAddress from{};
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(ear.receive(buffer, from, Seconds(0.05)), std::nullopt);
  EXPECT_GE(Seconds(std::chrono::steady_clock::now() - begin), Seconds(0.049));
}

TEST(DatagramSocket, ClosingWakesWhoReceivesForEver) {
  const DatagramSocket ear(true);
  std::thread receiver([&] {
    std::array<std::byte, 8> buffer{};
    DatagramAddress from{};
    EXPECT_EQ(ear.receive(buffer, from, Seconds(std::numeric_limits<double>::infinity())), std::nullopt);
  });
  EXPECT_FALSE(ear.closed());
  ear.close();
  receiver.join();
  EXPECT_TRUE(ear.closed());
}

TEST(DatagramAddresses, AreThePortAndEachInterface) {
  const auto addresses = datagram_addresses("4711 10.0.0.7 192.168.1.2");
  ASSERT_EQ(addresses.size(), 2U);
  EXPECT_EQ(ntohs(addresses[0].sin_port), 4711);
  EXPECT_EQ(ntohl(addresses[0].sin_addr.s_addr), 0x0a000007U);
  EXPECT_EQ(ntohl(addresses[1].sin_addr.s_addr), 0xc0a80102U);
  EXPECT_TRUE(datagram_addresses("").empty());
  EXPECT_THROW(datagram_addresses("4711 10.0.0"), std::invalid_argument);
  EXPECT_THROW(datagram_addresses("port 10.0.0.7"), std::invalid_argument);
}

}  // namespace
}  // namespace gpubench
