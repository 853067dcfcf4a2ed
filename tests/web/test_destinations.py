import pytest

from eventsapp.web import destinations
from eventsapp.web.destinations import NotPublic, NotSecure, Unknown
from eventsapp.webhooks import services


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.7", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.0", "224.0.0.1", "255.255.255.255", "192.0.2.1", "::1", "::", "fe80::1%eth0",
        "fc00::1", "ff02::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
        "2001:db8::1",
    ],
)  # fmt: skip
def test_is_public_refuses_what_is_no_public_server(address):
    assert not destinations.is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2001:4860:4860::8888", "::ffff:8.8.8.8"])
def test_is_public_knows_public_servers(address):
    assert destinations.is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/", "ftp://example.org/", "https://", "hooks", "https://a@example.org/",
        "https://example.org:99999/", "https://[::1", "//example.org/", "https://a..b/",
    ],
)  # fmt: skip
def test_split_wants_a_whole_https_address(app, url):
    with pytest.raises(NotSecure):
        destinations.split(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/", "https://localhost/", "https://[::1]:8443/hooks",
        "https://2130706433/", "https://0x7f000001/", "https://10.1.2.3/",
    ],
)  # fmt: skip
def test_check_refuses_the_own_network_however_it_is_written(app, url):
    with pytest.raises(NotPublic):
        services.check(url)


def test_check_refuses_names_that_lead_nowhere(app):
    with pytest.raises(Unknown):
        services.check("https://nowhere.invalid/")


def test_check_keeps_query_and_port_and_writes_all_in_ascii(app):
    assert services.check("https://8.8.8.8:8443?a=1#part") == "https://8.8.8.8:8443/?a=1"
    assert services.check("https://8.8.8.8/ілмек?a=%2F б") == (
        "https://8.8.8.8/%D1%96%D0%BB%D0%BC%D0%B5%D0%BA?a=%2F%20%D0%B1"
    )
    assert destinations.split("https://оқиға.қаз/x").netloc == "xn--80apr55aib.xn--80ao21a"


def test_a_setting_names_servers_of_the_own_network(app, monkeypatch):
    monkeypatch.setitem(app.config, "WEBHOOK_PRIVATE_HOSTS", "localhost, 10.0.0.7")

    assert services.check("http://localhost:8080/hooks") == "http://localhost:8080/hooks"
    with pytest.raises(NotSecure):
        services.check("http://127.0.0.1/")
