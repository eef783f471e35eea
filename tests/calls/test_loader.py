"""Reading call packs: what is wrong is told with file, key and reason; the others still load."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.calls import loader
from app.calls.loader import PackError
from app.review.checks import problems

ROOT = Path(__file__).resolve().parents[2]
PACK = ROOT / "forms" / "r7-dx-jinzai"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A copy of the shipped pack, to be broken."""
    return Path(shutil.copytree(PACK, tmp_path / "packs" / "broken"))


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def told(pack: Path) -> str:
    with pytest.raises(PackError) as raised:
        loader.load(pack)
    return "\n".join(map(str, raised.value.problems))


def test_the_shipped_pack_is_whole() -> None:
    call = loader.load(PACK)
    assert [form.kind for form in call.parts] == ["word", "slides"]
    assert all(call.section_of[key] for key in call.questions)


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("call.toml", 'title = "', 'titel = "', ("call.toml", "titel", "知らない項目")),
        ("call.toml", "version = 1", 'version = "一"', ("call.toml", "version", "整数")),
        ("call.toml", "+09:00", "", ("call.toml", "deadline", "+09:00")),
        ("call.toml", "[issuer]", "[issuer", ("call.toml", "TOML")),
        ("call.toml", "attachment2.toml", "../attachment2.toml", ("../attachment2.toml", "外")),
        ("call.toml", "attachment2.toml", "attachment9.toml", ("attachment9.toml", "開けません")),
        ("attachment1.toml", 'type = "date"', 'type = "day"', ("attachment1.toml", "type")),
        ("attachment1.toml", '["G2-1"]', '["G99-9"]', ("attachment1.toml", "G99-9")),
        ("attachment1.toml", 'consent.sharing == "', 'consent.shraing == "', ("consent.shraing",)),
        ("attachment1.toml", 'template = "attachment1', 'template = "none', ("none.docx",)),
        ("attachment2.toml", '"overview.title"', '"contact.email"', ("contact.email", "二度")),
        ("rules.toml", 'where = "', 'where = "no.none" # ', ("rules.toml", "no.none")),
        ("rules.toml", "[[rule]]", "[[regel]]", ("rules.toml", "regel")),
        ("rules.toml", '"situation_undescribed"', '"direction_undescribed"', ("二度",)),
        ("call.toml", "version = 1", f"version = {'9' * 5000}", ("call.toml", "TOML")),
        ("call.toml", 'title = "', 'title = "\\u0007', ("call.toml", "制御文字")),
        ("call.toml", 'title = "', 'title = "\\u000C', ("call.toml", "制御文字")),
        ("call.toml", 'title = "', 'title = "\\u007F', ("call.toml", "制御文字")),
        ("call.toml", 'id = "', f'id = "{"a" * 65}', ("call.toml", "id", "64文字")),
        ("rules.toml", "params = {", f"params = {{ {'a.' * 20_000}a = 1,", ("深すぎます",)),
        ("attachment1.toml", "smallest_font = 10", "smallest_font = nan", ("smallest_font",)),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_file_key_and_reason(
    pack: Path, file: str, old: str, new: str, expected: tuple[str, ...]
) -> None:
    change(pack / file, old, new)
    text = told(pack)
    assert all(part in text for part in expected), text


def test_every_mistake_is_told_at_once(pack: Path) -> None:
    change(pack / "call.toml", 'title = "', 'titel = "')
    change(pack / "call.toml", "version = 1", "version = 0")
    text = told(pack)
    assert "titel" in text
    assert "version" in text


def test_of_very_many_mistakes_only_the_first_are_told(pack: Path) -> None:
    rule = '[[rule]]\nid = "r{}"\nseverity = "advice"\nclauses = ["G99"]\nmessage = "x"\n'
    rules = [rule.format(number) + 'expression = "practice"\n' for number in range(300)]
    (pack / "rules.toml").write_text("".join(rules), "utf-8")
    with pytest.raises(PackError) as raised:
        loader.load(pack)
    assert len(raised.value.problems) == loader.MOST_TOLD + 1
    assert raised.value.problems[-1].reason == "ほか250件"


def test_a_file_that_is_not_utf8_is_told(pack: Path) -> None:
    (pack / "rules.toml").write_bytes("# 規則".encode("cp932"))
    assert "UTF-8" in told(pack)


def test_a_huge_file_is_refused_unread(pack: Path) -> None:
    (pack / "rules.toml").write_bytes(b"#" * (loader.LARGEST_FILE + 1))
    assert "大きすぎ" in told(pack)


def test_more_rules_than_a_review_has_time_for_are_refused_unread(pack: Path) -> None:
    """Each is small, the file is not too large, and yet a look at a draft would take a minute."""
    text = (pack / "rules.toml").read_text("utf-8")
    rule = '[[rule]]\nid = "r%d"\nseverity = "advice"\nclauses = ["G7-1"]\ncheck = "text_style"\n'
    more = "".join(rule % number for number in range(loader.MOST_ENTRIES))
    assert len(text + more) < loader.LARGEST_FILE
    (pack / "rules.toml").write_text(f"{text}\n{more}", "utf-8")
    assert told(pack) == f"broken/rules.toml の rule: 多すぎます（{loader.MOST_ENTRIES}個まで）"


def test_more_questions_than_anybody_answers_are_refused(pack: Path) -> None:
    form = pack / "attachment1.toml"
    question = '[[sections.questions]]\nid = "extra.q%d"\ntype = "short_text"\nlabel = "設問"\n'
    section = '[[sections]]\nid = "extra%d"\ntitle = "章"\n'
    more = "".join(
        section % part + "".join(question % (150 * part + n) for n in range(150))
        for part in range(4)
    )
    form.write_text(f"{form.read_text('utf-8')}\n{more}", "utf-8")
    assert "設問が多すぎます" in told(pack)


def test_a_rules_file_that_is_no_file_is_told(pack: Path) -> None:
    (pack / "rules.toml").unlink()
    (pack / "rules.toml").mkdir()
    assert "ファイルではありません" in told(pack)


def test_a_folder_of_toml_files_without_call_toml_is_told(pack: Path) -> None:
    (pack / "call.toml").unlink()
    (problem,) = loader.load_all([pack.parent]).problems
    assert (problem.file, problem.folder) == ("call.toml", pack)
    (pack.parent / "notes").mkdir()
    assert len(loader.load_all([pack.parent]).problems) == 1


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('"call.support_end"', '"call.suport_end"', "call.suport_end"),
        ('parts = ["pool.present_regular"', 'parts = ["pool.presnt"', "pool.presnt"),
        ('columns = ["unit"]', 'columns = ["units"]', "units"),
        ('{ question = "pool.planned_total"', '{ question = "pool.total"', "pool.total"),
        ('words = "other_exams"', f"words = {['ア'] * 2_001}", "多すぎます"),
        ('words = "other_exams"', 'words = "other_exam"', "params.words"),
        (
            'check = "private_mail"\nparams = { private_domains = "private_domains" }',
            'check = "private_mail"\nparams = { private_domains = "private" }',
            "vocabulary に private がありません",
        ),
    ],
)
def test_params_that_name_what_does_not_exist_are_told(
    pack: Path, old: str, new: str, expected: str
) -> None:
    change(pack / "rules.toml", old, new)
    with pytest.raises(PackError) as raised:
        loader.load(pack, problems)
    assert expected in "\n".join(map(str, raised.value.problems))


def test_the_other_packs_still_load(pack: Path) -> None:
    (pack / "call.toml").write_text("id = ", "utf-8")
    shutil.copytree(PACK, pack.parent / "whole")
    shelf = loader.load_all([pack.parent, pack.parent / "missing"])
    assert list(shelf.calls) == [loader.load(PACK).id]
    assert {problem.folder.name for problem in shelf.problems} == {"broken"}


def test_the_users_own_pack_replaces_a_shipped_one(pack: Path) -> None:
    change(pack / "call.toml", "version = 1", "version = 2")
    (call,) = loader.load_all([PACK.parent, pack.parent]).calls.values()
    assert call.version == 2


def test_of_two_packs_with_one_id_in_a_folder_the_second_is_told(pack: Path) -> None:
    """Which of them it would be is else left to the alphabet, and unsaid."""
    shutil.copytree(pack, pack.parent / "copy of it")
    change(pack / "call.toml", "version = 1", "version = 2")
    shelf = loader.load_all([PACK.parent, pack.parent])
    (call,), (problem,) = shelf.calls.values(), shelf.problems
    assert (call.folder.name, call.version) == ("broken", 2)
    assert str(problem) == "copy of it/call.toml の id: フォルダー「broken」の募集と同じ id です"


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=300), file=st.sampled_from(["call.toml", "rules.toml"]))
def test_any_bytes_are_a_problem_and_never_a_crash(pack: Path, data: bytes, file: str) -> None:
    before = (pack / file).read_bytes()
    (pack / file).write_bytes(data)
    try:
        loader.load_all([pack.parent])
    finally:
        (pack / file).write_bytes(before)
