"""Components whose markup the styles rely on."""

from flask import render_template_string

CELL = (
    """{% from "components/tables.html" import cell %}{% call cell("Rooms") %}ROOMS{% endcall %}"""
)


def test_cell_keeps_a_value_of_several_parts_together_beside_its_label(app):
    with app.test_request_context("/en/"):
        shown = render_template_string(CELL.replace("ROOMS", "<b>main hall</b>, <b>studio</b>"))

    assert '<div class="table-value"><b>main hall</b>, <b>studio</b></div></td>' in shown


def test_cell_without_a_value_is_empty_so_that_phones_leave_it_out(app):
    with app.test_request_context("/en/"):
        shown = render_template_string(CELL.replace("ROOMS", "  \n  "))

    assert shown.strip().endswith('data-label="Rooms"></td>')
