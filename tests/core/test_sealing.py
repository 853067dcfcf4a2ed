from eventsapp.core import sealing, tokens

PURPOSE = b"tests"


def test_a_former_key_opens_until_everything_is_sealed_anew(app, monkeypatch):
    sealed, token = sealing.seal(PURPOSE, "AN 1234567"), tokens.make("test", 7)
    monkeypatch.setitem(app.config, "SECRET_KEY_FALLBACKS", [app.config["SECRET_KEY"]])
    monkeypatch.setitem(app.config, "SECRET_KEY", "another one")

    assert sealing.unseal(PURPOSE, sealed) == "AN 1234567"
    assert tokens.read("test", token) == (7, 0)
    anew = sealing.reseal(PURPOSE, sealed)

    monkeypatch.setitem(app.config, "SECRET_KEY_FALLBACKS", [])
    assert sealing.unseal(PURPOSE, anew) == "AN 1234567"
    assert sealing.unseal(PURPOSE, sealed) == ""
    assert tokens.read("test", token) is None


def test_what_is_sealed_for_one_purpose_opens_for_no_other(app):
    assert sealing.unseal(b"others", sealing.seal(PURPOSE, "AN 1234567")) == ""
