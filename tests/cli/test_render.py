"""`routewright render`."""

import json
from pathlib import Path

import pytest
from click.testing import Result

from tests.cli.command import routewright

PROJECT = """application "DMS" { missing_values = none_text }
field_code "my.signature" { text = "<$Agent.FullName$>, Sales" }
response order {
  content_type = text
  body = \"\"\"Dear <$Contact.FirstName$>, order <$Custom.OrderId$>
of <$Custom.Total / 100 : "$#,##0.00"$> comes on <$Now() + 2 : "EEEE, d MMMM"$>.
<$my.signature$>\"\"\"
}
response mail {
  content_type = text
  subject = "<$Custom.OrderId$> for <$Contact.FirstName : \\"@\\"$>"
  body = "Dear <$Contact.FirstName$>"
}
response old { content_type = text  body = "Hi"  approved = false }
strategy s (voice) { bye: disconnect }
"""
DATA = {
    "Contact": {"FirstName": "Bo"},
    "custom": {"OrderId": "A-1", "Total": 123456},
    "Agent": {"FirstName": "Cy"},
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with responses, and data beside it."""
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "project.strat").write_text(PROJECT, encoding="utf-8")
    (tmp_path / "data.json").write_text(json.dumps(DATA), encoding="utf-8")
    return folder


def render(project: Path, *arguments: object, response: str = "order") -> Result:
    """Renders a response of the project."""
    return routewright("render", response, project, *arguments)


def test_the_text_stands_above_what_each_code_became_and_why(project: Path) -> None:
    result = render(
        project, "--from", project.parent / "data.json", "--set", "Contact.FirstName=Ana",
        "--at", "2026-12-24T08:00",
    )  # fmt: skip

    assert result.exit_code == 0, result.output
    assert (
        result.stdout
        == """\
Dear Ana, order A-1
of $1,234.56 comes on Saturday, 26 December.
Cy, Sales

  <$Contact.FirstName$>           "Ana" String: Contact.FirstName is "Ana"
  <$Custom.OrderId$>              "A-1" String: CustomProperties.OrderId is
                                  "A-1"
  <$Custom.Total / 100 : "$#,##0.00"$>
                                  "$1,234.56" String: CustomProperties.Total is
                                  123456
  <$Now() + 2 : "EEEE, d MMMM"$>  "Saturday, 26 December" String
  <$my.signature$>                "Cy, Sales" String: my.signature is "Cy,
                                  Sales"

74 characters, 5 field codes
"""
    )


def test_what_is_missing_becomes_what_the_projects_application_says(project: Path) -> None:
    result = render(project, "--set", "contact.firstname=Ana", "--set", "Agent.FullName=Bo")

    assert result.stdout.startswith("Dear Ana, order None\nof None comes on ")
    shown = " ".join(result.stdout.split())
    because = "CustomProperties.OrderId is missing; missing_values = none_text"
    assert f'missing, so "None": {because}' in shown
    assert result.stdout.endswith("5 field codes, 2 without a value\n")


@pytest.mark.parametrize(
    ("policy", "begins"),
    [
        ("empty", "Dear , order \n"),
        ("keep", "Dear <$Contact.FirstName$>, order <$Custom.OrderId$>\n"),
        ("none_text", "Dear None, order None\n"),
    ],
)
def test_the_policy_can_be_chosen(project: Path, policy: str, begins: str) -> None:
    text = json.loads(render(project, "--missing", policy, "--format", "json").stdout)["text"]

    assert text.startswith(begins)


def test_a_missing_value_under_policy_fault_is_an_error_of_the_data(project: Path) -> None:
    result = render(project, "--missing", "fault", "--set", "Contact.FirstName=Ana")

    assert result.exit_code == 4
    assert result.stdout == ""
    assert "error[E321]: `<$Custom.OrderId$>` has no value" in result.stderr
    assert "body of order:1:35" in result.stderr


def test_a_formula_without_a_result_is_shown_at_its_place(project: Path) -> None:
    result = render(project, "--set", "Custom.Total=5")

    assert result.exit_code == 4
    assert "error[E321]: `/` cannot take a string with a number" in result.stderr
    assert "body of order:2:19" in result.stderr
    assert "`Num(…)` makes a number of a string" in result.stderr


def test_json_has_the_text_and_the_codes_with_what_they_read(project: Path) -> None:
    result = routewright(
        "render", "order", project, "--from", "-", "--at", "2026-12-24T08:00", "--format", "json",
        stdin=json.dumps(DATA),
    )  # fmt: skip

    document = json.loads(result.stdout)

    assert document["command"] == "render"
    assert document["response"] == "order"
    assert document["text"].startswith("Dear Bo, order A-1\nof $1,234.56 ")
    assert document["missing_values"] == "none_text"
    assert document["now"] == "2026-12-24T08:00:00Z"
    assert document["input"] == "<stdin>"
    assert document["missing"] == []
    assert document["codes"][2] == {
        "code": '<$Custom.Total / 100 : "$#,##0.00"$>',
        "text": "$1,234.56",
        "type": "String",
        "reads": [{"name": "CustomProperties.Total", "value": "123456"}],
    }


def test_a_subject_stands_above_the_text_and_its_codes_above_those_of_the_text(
    project: Path,
) -> None:
    result = render(project, "--set", "Contact.FirstName=Ana", response="mail")

    assert (
        result.stdout
        == """\
Subject: None for Ana

Dear Ana

  <$Custom.OrderId$>           missing, so "None": CustomProperties.OrderId is
                               missing; missing_values = none_text
  <$Contact.FirstName : "@"$>  "Ana" String: Contact.FirstName is "Ana"
  <$Contact.FirstName$>        "Ana" String: Contact.FirstName is "Ana"

8 characters, 3 field codes, 1 without a value
"""
    )


def test_what_is_wrong_in_a_subject_is_shown_there(project: Path) -> None:
    result = render(project, "--missing", "fault", response="mail")

    assert result.exit_code == 4
    assert "error[E321]: `<$Custom.OrderId$>` has no value" in result.stderr
    assert "subject of mail:1:1" in result.stderr


def test_json_has_the_subject(project: Path) -> None:
    document = json.loads(render(project, "--format", "json", response="mail").stdout)

    assert (document["subject"], document["text"]) == ("None for None", "Dear None")
    assert len(document["codes"]) == 3
    assert document["missing"][0] == "<$Custom.OrderId$>"


def test_a_response_that_a_call_could_not_send_is_rendered_with_a_note(project: Path) -> None:
    result = render(project, response="old")

    assert result.exit_code == 0
    assert result.stdout == "Hi\n\n2 characters, 0 field codes\n"
    assert result.stderr.startswith("note: a call that sends it is refused: ")
    assert "old is not approved" in " ".join(result.stderr.split())


def test_a_response_that_is_not_there_offers_the_nearest(project: Path) -> None:
    result = render(project, response="ordr")

    assert result.exit_code == 2
    assert "there is no standard response `ordr`; did you mean `order`?" in result.stderr


def test_a_project_with_mistakes_is_refused_as_by_check(tmp_path: Path) -> None:
    broken = PROJECT.replace("Contact.FirstName", "Contact.")
    (tmp_path / "a.strat").write_text(broken, encoding="utf-8")

    result = render(tmp_path)

    assert result.exit_code == 3
    assert "error[E227]: a key is missing behind `Contact.`" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--set", "Contact"], "error[E301]: `Contact` is no setting"),
        (["--set", "Contact=x"], "error[E301]: `Contact=x` is no setting"),
        (["--set", "Contact..a=x"], "is no setting"),
        (["--set", "Contract.a=x"], "did you mean `Contact`"),
        (["--set", "Contact.a=x", "--set", "contact.A=y"], "`Contact.A` is set twice"),
        (["--set", "Interaction.DateCreated=soon"], "`soon` is no time"),
        (["--set", f"Contact{'.a' * 17}=x"], "has more than 16 keys"),
        (["--at", "noon"], "`noon` is no time for `--at`"),
        (["--from", "nowhere.json"], "`nowhere.json` cannot be opened"),
    ],
)
def test_what_cannot_be_read_is_a_diagnostic(
    project: Path, arguments: list[str], message: str
) -> None:
    result = render(project, *arguments)

    assert result.exit_code in (4, 5, 6)
    assert message in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"Order": {}}', "field codes know no object `Order`"),
        ('{"Contact": "Ana"}', "`Contact` must be an object"),
        ('{"Contact": {"Vip": true}}', "`Contact.Vip` is true or false"),
        ("[]", "it holds no object at its top"),
    ],
)
def test_a_file_that_holds_no_objects_is_a_diagnostic(
    project: Path, text: str, message: str
) -> None:
    file = project.parent / "data.json"
    file.write_text(text, encoding="utf-8")

    result = render(project, "--from", file)

    assert result.exit_code == 4
    assert message in " ".join(result.stderr.split())


def test_nested_keys_and_the_interaction_can_be_set(tmp_path: Path) -> None:
    body = "<$Contact.Home.City$> <$Contact.Home.Zip$> <$Interaction.DateCreated : 'd.M.'$>"
    text = f'response r {{ content_type = text  body = "{body}" }}\n'
    (tmp_path / "a.strat").write_text(text + "strategy s (voice) { bye: disconnect }\n")
    settings = (
        "Contact.Home.City=Rome",
        "contact.home.Zip=1",
        "Interaction.DateCreated=2026-12-24",
    )

    result = routewright(
        "render", "r", tmp_path, *(word for each in settings for word in ("--set", each))
    )

    assert result.stdout.startswith("Rome 1 24.12.\n"), result.output


def test_the_customers_control_characters_are_made_visible(project: Path) -> None:
    result = render(project, "--set", "Contact.FirstName=\x1b[2J", "--missing", "empty")

    assert "\x1b" not in result.stdout
    assert r"Dear \x1b[2J, order" in result.stdout
