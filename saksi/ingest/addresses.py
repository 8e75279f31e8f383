"""Tells public addresses of the internet from all others: nothing inside a house is ever fetched.

Sources: the IANA registries of special-purpose addresses for IPv4 and IPv6 (RFC 6890 and its followers).
"""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

Address = IPv4Address | IPv6Address

SPECIAL = tuple(
    map(
        ip_network,
        (
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
            "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16",
            "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            # what carries another address inside it (Teredo, ORCHID, 6to4), documentation
            "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20",
        ),
    )
)  # fmt: skip
GLOBAL = ip_network("2000::/3")  # the only part of IPv6 that is given out


def is_public(address: Address) -> bool:
    """Tell whether an address belongs to somebody on the open internet."""
    if address.version == 6 and address not in GLOBAL:
        return False
    return address.is_global and not any(
        address in network for network in SPECIAL if network.version == address.version
    )


def read_address(words: str) -> Address:
    """Read an address as the resolver gives it, with or without a zone behind it; raises ValueError."""
    return ip_address(words.partition("%")[0])
