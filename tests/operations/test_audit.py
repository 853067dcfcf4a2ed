from tools.audit import HOLES, SOUND, UNKNOWN, judge

SAFE = {"name": "flask", "version": "3.1.3", "vulns": []}
UNSEEN = {"name": "nh3", "skip_reason": "Dependency not found on PyPI and could not be audited"}
HOLED = {
    "name": "jinja2",
    "version": "3.1.1",
    "vulns": [{"id": "CVE-2024-22195", "fix_versions": ["3.1.3"], "aliases": []}],
}


def test_judge_calls_sound_only_what_was_looked_up():
    assert judge({"dependencies": [SAFE]}) == (SOUND, "1 libraries looked up, no known holes.")
    status, words = judge({"dependencies": [SAFE, UNSEEN]})
    assert status == UNKNOWN
    assert words == "NOT AUDITED: no index of vulnerabilities answers here for nh3."


def test_judge_names_holes_before_what_is_unknown():
    status, words = judge({"dependencies": [UNSEEN, HOLED]})

    assert (status, words) == (HOLES, "jinja2 3.1.1: CVE-2024-22195, mended in 3.1.3")
