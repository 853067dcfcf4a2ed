"""The commands: one file, a folder, the measure."""

import json

from tests.announcements.shapes import TEXTS


def test_parse_prints_the_fields_of_a_file(app, tmp_path):
    (tmp_path / "a.txt").write_text(TEXTS["kk2"], encoding="utf-8")

    answer = app.test_cli_runner().invoke(
        args=["announcements", "parse", str(tmp_path / "a.txt"), "--ref-date", "2025-05-01"]
    )

    assert json.loads(answer.output)["start_date"] == "2025-05-12"


def test_parse_says_what_is_wrong_with_a_file(app, tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF broken")

    answer = app.test_cli_runner().invoke(args=["announcements", "parse", str(tmp_path / "a.pdf")])

    assert answer.exit_code == 1
    assert "cannot be read" in answer.output


def test_parse_reads_every_text_of_a_folder(app, tmp_path):
    given, out = tmp_path / "in", tmp_path / "out"
    given.mkdir()
    text = {"id": "a", "text": TEXTS["en1"], "ref_date": "2026-03-01"}
    (given / "a.json").write_text(json.dumps(text), encoding="utf-8")

    app.test_cli_runner().invoke(
        args=["announcements", "parse", "--folder", str(given), "--out", str(out)]
    )

    assert json.loads((out / "a.json").read_text(encoding="utf-8"))["city"] == "Astana"


def test_score_prints_a_line_for_each_field(app, tmp_path):
    text = {
        "lang": "en",
        "text": TEXTS["en1"],
        "ref_date": "2026-03-01",
        "gold": {"city": "Astana"},
    }
    (tmp_path / "a.json").write_text(json.dumps(text), encoding="utf-8")

    answer = app.test_cli_runner().invoke(args=["announcements", "score", str(tmp_path)])

    assert "city                      100.0  100.0  100.0" in answer.output
