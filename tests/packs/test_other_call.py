"""A quite different call works without a change in Python: a call is data."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from PySide6.QtWidgets import QApplication, QRadioButton
from pytestqt.qtbot import QtBot

from app.calls import expressions, loader
from app.calls.models import Call
from app.drafts import exchange
from app.drafts.store import SqliteDraftStore
from app.environment import JST, FixedClock
from app.review.checks import problems
from app.review.deadline import remaining
from app.review.engine import review
from app.review.finding import Finding
from app.ui import theme
from app.ui.dialogs import QtDialogs
from app.ui.editor.page import EditorPage
from app.ui.office import DraftOffice
from app.ui.session import DraftSession

PACKS = Path(__file__).parent
BEFORE = datetime(2027, 6, 30, 16, 59, tzinfo=JST)


@pytest.fixture(scope="module")
def call() -> Call:
    return loader.load(PACKS / "chiiki-theme-2027")


def findings(call: Call, now: datetime = BEFORE, **changes: Any) -> list[Finding]:
    content = json.loads((PACKS / "answers.json").read_text("utf-8"))
    content["answers"] |= {key.replace("__", "."): value for key, value in changes.items()}
    kept = {key: value for key, value in content["answers"].items() if value is not None}
    text = json.dumps({**content, "answers": kept})
    found = exchange.read_answers(text, {call.id: call}, base=None, file_label="回答")
    return review(call, exchange.draft_from(found, now), now)


def test_it_loads_and_knows_its_checks(call: Call) -> None:
    assert problems(call) == []
    assert [form.kind for form in call.parts] == ["word"]
    assert call.support is not None


def test_nothing_falls_short_of_a_good_application(call: Call) -> None:
    assert findings(call) == []


@pytest.mark.parametrize(
    ("changes", "clause", "question"),
    [
        ({"theme__kind": None}, "T2", "theme.kind"),
        ({"theme__kind": "space"}, "T2", "theme.kind"),
        ({"theme__evacuation": None}, "T2", "theme.evacuation"),
        ({"costs__total": 600001}, "T3", "costs.total"),
        ({"costs__total": 2000001, "costs__items": None}, "T3", "costs.total"),
        ({"costs__items": None}, "T3", "costs.items"),
        ({"applicant__leader": ""}, "T1", "applicant.leader"),
    ],
)
def test_what_falls_short_is_found(
    call: Call, changes: dict[str, Any], clause: str, question: str
) -> None:
    assert (clause, question) in [(f.clause, f.place.question) for f in findings(call, **changes)]


def test_rows_are_checked_in_this_calls_own_words(call: Call) -> None:
    items = [{"item": "懇親会の飲食費", "paid": "2028-03-01", "amount": 600000}]
    found = findings(call, costs__items=items)
    assert [f.message for f in found] == [
        "費目１：「懇親会」は助成の対象になりません。",
        "費目１：「飲食費」は助成の対象になりません。",
        "費目１：支払の予定日（令和10年３月１日（水））が、助成の期間にありません。",
    ]


def test_a_theme_that_is_not_chosen_asks_nothing(call: Call) -> None:
    assert findings(call, theme__kind="farm", theme__evacuation=None) == []


def test_its_deadline_is_at_five(call: Call) -> None:
    assert remaining(call, BEFORE).text == "締切まで あと１分"
    late = findings(call, datetime(2027, 6, 30, 17, 0, 1, tzinfo=JST))
    assert [f.clause for f in late] == ["T4"]


def command(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "app", *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def own_packs(home: Path, *names: str) -> None:
    """Put packs where a user would: into forms/ of the data folder."""
    for name in names:
        shutil.copytree(PACKS / name, home / "forms" / name)


def test_a_user_adds_a_pack_and_exports(own_home: Path, tmp_path: Path) -> None:
    own_packs(own_home, "chiiki-theme-2027")
    out = tmp_path / "提出"
    result = command(
        "export", str(PACKS / "answers.json"), "--out", str(out), "--now", "2027-06-01"
    )
    assert result.returncode == 0, result.stderr
    names = sorted(path.name for path in out.iterdir())
    assert names == sorted(
        [
            "助成申請書_山あいの会.docx",
            "申請メール_山あいの会.eml",
            "確認結果.html",
            "manifest.json",
        ]
    )
    document = Document(str(out / "助成申請書_山あいの会.docx"))
    text = "".join(node.text or "" for node in document.element.body.iter("{*}t"))
    for words in ("山あいの会", "防災", "避難所12か所", "通信機器", "令和９年９月30日", "600,000"):
        assert words in text, text
    everything = "".join(p.read_text("utf-8", "replace") for p in out.iterdir())
    for foreign in ("総務省", "soumu.go.jp", "アクセラレータ"):
        assert foreign not in everything + text


def test_a_broken_pack_is_told_with_file_key_and_reason(own_home: Path) -> None:
    own_packs(own_home, "chiiki-theme-2027", "broken-dates")
    result = command("calls", "--json")
    found = json.loads(result.stdout)
    assert {"chiiki-theme-2027", "r7-dx-jinzai"} <= {entry["id"] for entry in found["calls"]}
    told = {(p["file"], p["key"]): p["reason"] for p in found["problems"]}
    assert told["call.toml", "deadline"] == "日時には時差（+09:00）を付けてください"
    assert told["call.toml", "form"] == "知らない項目です"
    assert told["call.toml", "forms"] == "書かれていません"


def test_the_window_asks_it(qtbot: QtBot, qapp: QApplication, call: Call, tmp_path: Path) -> None:
    """The editor asks the sections of this call, and its theme opens the question it needs."""
    theme.apply(qapp, PACKS.parents[1] / "resources")
    clock = FixedClock(BEFORE)
    store = SqliteDraftStore(tmp_path / "drafts.sqlite3", clock)
    session = DraftSession(call, store, store.create(call.id, call.version, "題").uid, clock)
    page = EditorPage(session, dialogs=QtDialogs(), office=DraftOffice(session, clock))
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show()
    page.show_section("theme")
    assert page.page is not None
    assert page.page.boxes["theme.evacuation"].isHidden()
    card = page.findChild(QRadioButton, "field:theme.kind=disaster")
    assert isinstance(card, QRadioButton)
    card.click()
    assert session.answer("theme.kind") == "disaster"
    assert not page.page.boxes["theme.evacuation"].isHidden()
    session.close()
    store.close()


HOSTILE = [
    "().__class__.__bases__[0].__subclasses__()",
    "theme.kind.__class__",
    "__import__('os').system('true')",
    "open('/etc/passwd')",
    "[x for x in costs.items]",
    "9**9**9",
    "1 << 9999999",
    "'a' * 10 ** 9",
    "(lambda: 1)()",
    "theme.kind.format(1)",
    "costs.items[0]",
    "f'{theme.kind}'",
    "eval('1')",
]


@pytest.mark.parametrize("source", HOSTILE)
def test_a_hostile_expression_is_refused_when_the_pack_is_read(source: str, tmp_path: Path) -> None:
    folder = tmp_path / "hostile"
    shutil.copytree(PACKS / "chiiki-theme-2027", folder)
    rule = '[[rule]]\nid = "x"\nseverity = "error"\nclauses = ["T1"]\nmessage = "x"\n'
    (folder / "rules.toml").write_text(f"{rule}expression = {json.dumps(source)}\n", "utf-8")
    with pytest.raises(loader.PackError) as told:
        loader.load(folder)
    assert told.value.problems[0].file == "rules.toml"


def test_the_longest_expression_is_bounded() -> None:
    """What can be said in 1,000 characters cannot grow without end."""
    source = "join(" * 90 + "a.b" + ", a.b)" * 90
    assert len(source) <= 1000
    result = expressions.evaluate(source, {"a": {"b": "あ" * 100_000}})
    assert len(result) <= expressions.LONGEST_TEXT


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ('check = "nonsense"', "確認「nonsense」はありません"),
        ('check = "table_total"\nparams = { sum = "costs.items/amount" }', "total が必要です"),
        ('check = "deadline"\nparams = { when = "now" }', "when は確認「deadline」では使いません"),
        (
            'check = "vocabulary_advice"\nparams = { words = "gone" }',
            "vocabulary に gone がありません",
        ),
        (
            'check = "figures_agree"\nparams = { figures = [{ unit = "円" }] }',
            "値の形が正しくありません",
        ),
    ],
)
def test_a_rule_that_cannot_be_run_is_told_when_the_pack_is_read(
    rule: str, reason: str, tmp_path: Path
) -> None:
    folder = tmp_path / "wrong"
    shutil.copytree(PACKS / "chiiki-theme-2027", folder)
    head = '[[rule]]\nid = "x"\nseverity = "error"\nclauses = ["T1"]\nmessage = "x"\n'
    (folder / "rules.toml").write_text(f"{head}{rule}\n", "utf-8")
    shelf = loader.load_all([tmp_path], problems)
    assert shelf.calls == {}
    (problem,) = shelf.problems
    assert (problem.file, reason in problem.reason) == ("rules.toml", True), problem
