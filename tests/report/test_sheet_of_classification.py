"""What a build sheet says of Classification Server, and how its methods are drawn."""

from engine.report.to_build_sheet import to_build_sheet
from tests.helpers.runs import process_of

PROJECT = """
application "Classifier" { type = ClassificationServer   no_match = answer }
category Money { id = "c-1" }
category Billing { parent = Money   words = ["bill", "late fee"] }
screening_rule refund {
  pattern = "Find('refund') && !Find('gift card')"
  category = Billing
  subject = true
}
strategy sort (email) {
  data { Question: text }
  on fault -> done
  on timeout -> done
  classify: esp("Classification.Classify") { app_name = "Classifier"
    parameters = { Root: "Money"   Relevancy: 50   UserDataKey: "Question" } } -> screen
  screen: esp("Classification.Screen") { app_name = "Classifier"
    parameters = { Rule: "refund" } } -> all
  all: esp("Classification.MultiScreen") { app_name = "Classifier"
    parameters = { Rules: "refund" } } -> which
  which: switch(udata.CtgName ?? "") { "Billing" -> other   else -> done }
  other: switch(udata.Colour ?? "") { "red" -> done   else -> done }
  done: stop { reason = "sorted" }
}
"""


def sheet() -> str:
    return " ".join(to_build_sheet(process_of(PROJECT)).split())


def test_methods_are_drawn_as_the_objects_that_call_them() -> None:
    text = sheet()

    assert (
        "IRD: Classify (eServices) Notes classify Classification Server Classifier "
        "Root Category 'Money' Relevancy 50 User data key if specified 'Question'"
    ) in text
    assert "IRD: Screen (eServices)" in text
    assert "Screening Rule 'refund'" in text
    assert "IRD: Multi-Screen (eServices)" in text
    assert "Composer: Classify (eServices)" in text
    assert text.count("Composer: Screen Interaction (eServices)") == 2


def test_a_switch_on_the_category_is_the_segmentation_of_ird() -> None:
    text = sheet()

    assert "IRD: Classify (segmentation) (Segmentation) Notes which Segment Billing Billing" in text
    assert "IRD: Generic (Segmentation) Notes other" in text


def test_categories_and_rules_are_what_is_configured() -> None:
    text = sheet()

    assert "Category `Money`" in text
    assert "Name Money Id, which the server gives c-1 Part of none: a root category" in text
    assert "Name Billing Part of Money Words bill, late fee" in text
    assert "the words stand for it here" in text
    assert (
        "Screening rule `refund` Configuration: Universal Contact Server, in eServices Manager "
        'Name refund Order 1 Pattern Find("refund") && !Find("gift card") Subject ticked '
        "Body ticked Category Billing"
    ) in text
    assert "`no_match = answer` is a switch of the simulator" in text
