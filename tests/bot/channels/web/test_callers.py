"""Who calls, and by which name of ours."""

from ipaddress import ip_network

import pytest

from bot.channels.web.callers import Caller, Site, caller_of

PROXIES = (ip_network("10.0.0.0/8"),)


class TestACallerBehindATrustedProxy:
    @pytest.mark.parametrize(
        ("forwarded", "address"),
        [
            ("198.51.100.7", "198.51.100.7"),
            ("203.0.113.1, 198.51.100.7", "198.51.100.7"),  # the caller's own claim comes first
            ("198.51.100.7, 10.0.0.2", "198.51.100.7"),
            ("", "10.0.0.1"),
            ("10.0.0.3", "10.0.0.1"),
        ],
    )
    def test_is_whom_the_outermost_proxy_of_ours_saw(self, forwarded: str, address: str) -> None:
        headers = {
            "X-Forwarded-For": forwarded,
            "X-Forwarded-Proto": "https",
            "X-Forwarded-Host": "a.example",
        }
        caller = caller_of("10.0.0.1", "http", "inside:8080", headers, PROXIES)
        assert caller == Caller(address, "https", "a.example")
        assert caller.origin == "https://a.example"


class TestACallerWithoutAProxy:
    def test_is_not_believed_what_it_says_of_itself(self) -> None:
        headers = {"X-Forwarded-For": "127.0.0.1", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil"}
        assert caller_of("198.51.100.7", "http", "a.example", headers, PROXIES) == Caller(
            "198.51.100.7", "http", "a.example"
        )

    @pytest.mark.parametrize(
        ("address", "household"),
        [
            ("198.51.100.7", "198.51.100.7"),
            ("::ffff:198.51.100.7", "198.51.100.7"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
            ("unix socket", "unix socket"),
        ],
    )
    def test_counts_with_its_household(self, address: str, household: str) -> None:
        assert Caller(address, "http", "a").household == household


class TestOurOwnName:
    def test_is_the_public_one_where_there_is_one(self) -> None:
        site = Site(public_url="https://help.example")
        assert site.knows_host(Caller("1.2.3.4", "https", "help.example"))
        assert not site.knows_host(Caller("1.2.3.4", "https", "evil.example"))
        assert site.origins(Caller("1.2.3.4", "http", "help.example")) == {"https://help.example"}

    def test_is_a_name_of_this_machine_when_nobody_else_may_come(self) -> None:
        site = Site(only_here=True)
        assert site.knows_host(Caller("127.0.0.1", "http", "localhost:8080"))
        assert site.knows_host(Caller("::1", "http", "[::1]:8080"))
        assert not site.knows_host(Caller("127.0.0.1", "http", "rebound.example:8080"))
