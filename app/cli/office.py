"""drafts state, comments, comment, resolve: a draft's way through the office."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from app.cli import options, output, stored, words
from app.cli.setting import Setting
from app.errors import InputError

if TYPE_CHECKING:
    from app.drafts.approval import Comment

uid = click.argument("uid", metavar="番号")
STATES = ("writing", "review_asked", "approved", "submitted")
who = click.option("--who", required=True, help="氏名。")


@click.command("state", cls=words.JapaneseCommand)
@uid
@click.argument("wanted", metavar="状況", type=click.Choice(STATES))
@who
@click.option("--comment", default="", help="添えるコメント。")
@click.pass_obj
def state(setting: Setting, uid: str, wanted: str, who: str, comment: str) -> None:
    """確認・提出の状況を進めます。

    状況は、writing（作成中）、review_asked（確認依頼）、approved（確認済）、submitted（提出済）
    の順に進みます。writing にはいつでも戻せます。
    """
    from app.drafts.approval import STEPS
    from app.drafts.draft import State

    with setting.store() as store:
        draft = store.load(stored.resolve(store, uid))
        if State(wanted) not in STEPS[draft.state]:
            ways = "、".join(f"{way.value}（{way.label}）" for way in STEPS[draft.state])
            what = f"「{draft.state.label}」から「{State(wanted).label}」には進めません。"
            raise InputError(what, f"次に選べる状況: {ways}")
        draft = store.set_state(draft.uid, State(wanted), who=who, comment=comment.strip())
    output.text(f"状況: {draft.state.label}")


@click.command("comments", cls=words.JapaneseCommand)
@uid
@options.as_json
@click.pass_obj
def comments(setting: Setting, uid: str, as_json: bool) -> None:
    """設問へのコメントの一覧を表示します。"""
    with setting.store() as store:
        draft = store.load(stored.resolve(store, uid))
        found = store.comments(draft.uid)
    if as_json:
        output.as_json({"comments": [_entry(comment) for comment in found]})
        return
    call = stored.call_of(setting, draft)
    for comment in found:
        question = call.questions.get(comment.question)
        place = question.label if question else comment.question or "下書き全体"
        settled = "" if comment.is_open else "【解決済み】"
        output.text(f"{comment.uid}　{settled}{place}　{comment.who}　{comment.at:%Y-%m-%d %H:%M}")
        output.text(f"    {comment.text}")
    if not found:
        output.text("コメントはありません。")


def _entry(comment: Comment) -> dict[str, Any]:
    resolved = comment.resolved.isoformat(timespec="seconds") if comment.resolved else None
    return {
        "uid": comment.uid,
        "question": comment.question,
        "at": comment.at.isoformat(timespec="seconds"),
        "who": comment.who,
        "text": comment.text,
        "open": comment.is_open,
        "resolved": resolved,
        "resolved_by": comment.resolved_by,
    }


@click.command("comment", cls=words.JapaneseCommand)
@uid
@click.argument("text", metavar="コメント")
@click.option("--question", default="", help="設問の id（指定がなければ下書き全体）。")
@who
@click.pass_obj
def comment(setting: Setting, uid: str, text: str, question: str, who: str) -> None:
    """コメントを加え、その番号を表示します。"""
    from app.drafts.approval import Comment

    with setting.store() as store:
        draft = store.load(stored.resolve(store, uid))
        if question and question not in stored.call_of(setting, draft).questions:
            what = f"設問「{question}」はありません。"
            raise InputError(what, "設問の id は oubo-navi sample complete で確かめてください。")
        if not text.strip():
            raise InputError("コメントが空です。", "コメントを入力してください。")
        made = Comment(secrets.token_hex(8), question, setting.clock.now(), who, text.strip())
        store.put_comments(draft.uid, [made])
    output.text(made.uid)


@click.command("resolve", cls=words.JapaneseCommand)
@uid
@click.argument("comment", metavar="コメントの番号")
@who
@click.option("--reopen", is_flag=True, help="未解決に戻します。")
@click.pass_obj
def resolve(setting: Setting, uid: str, comment: str, who: str, reopen: bool) -> None:
    """コメントを解決済みにします。"""
    with setting.store() as store:
        whole = stored.resolve(store, uid)
        known = {found.uid: found for found in store.comments(whole)}
        if comment not in known:
            what = f"コメント「{comment}」はありません。"
            raise InputError(what, "番号は oubo-navi drafts comments で確かめてください。")
        at = None if reopen else setting.clock.now()
        changed = replace(known[comment], resolved=at, resolved_by="" if reopen else who)
        store.put_comments(whole, [changed])
    output.text("未解決に戻しました。" if reopen else "解決済みにしました。")


COMMANDS = (state, comments, comment, resolve)
