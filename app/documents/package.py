"""The package (提出一式): everything that is sent, and what tells how it was made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from app.calls.models import Call, Form
from app.documents import correction, file_names, fitting, mail, manifest, opc, placing, report
from app.documents.contents import Contents, Properties, contents
from app.documents.manifest import FileKind, PackagedFile
from app.documents.measure import Overflow
from app.drafts.draft import Draft
from app.errors import InputError, KnownError
from app.review.finding import Finding

if TYPE_CHECKING:
    from app.documents.measure import TextMeasurer

OWN_NAMES = (manifest.NAME, report.NAME, file_names.CHECKLIST)
"""Names that no enclosure has."""
Progress = Callable[[int, int, str], None]
"""Steps done, steps in all, what is being done now; called in the thread that exports."""


class SupplementSource(Protocol):
    """Where the supplements' bytes come from. Raises KnownError where one is gone."""

    def read(self, entry: Mapping[str, Any]) -> bytes: ...


class ExportBlockedError(KnownError):
    """Errors stand that must be mended (or overridden) first."""

    def __init__(self, blocking: Sequence[Finding]) -> None:
        what = f"修正が必要な指摘が{len(blocking)}件あるため、提出一式を出力できません。"
        super().__init__(what, "指摘を確かめて、回答を修正してください。")
        self.blocking = tuple(blocking)


class ExportCancelledError(KnownError):
    """The user stopped the export; the folder is as it was."""

    def __init__(self) -> None:
        super().__init__("出力を取りやめました。", "出力先のフォルダーは元のままです。")


@dataclass(frozen=True, slots=True)
class Package:
    """What was written."""

    folder: Path
    files: tuple[PackagedFile, ...]
    """Everything but the manifest, in the order of the guideline."""
    mail: Path
    mail_bytes: int
    notes: tuple[str, ...]
    """What the user should know about it: texts too long, mail too large, files kept aside."""
    findings: tuple[Finding, ...] = ()
    """The review's findings, and those of texts that are too long for their places."""

    @property
    def manifest(self) -> Path:
        return self.folder / manifest.NAME

    @property
    def report(self) -> Path:
        return self.folder / report.NAME

    def path(self, file: PackagedFile) -> Path:
        return self.folder / file.name


def export(
    call: Call,
    draft: Draft,
    findings: Sequence[Finding],
    target: Path,
    *,
    now: datetime,
    supplements: SupplementSource,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    measurer: TextMeasurer | None = None,
    sent: correction.Sent | None = None,
) -> Package:
    """Write the package into the folder `target` (made if missing): all of it, or nothing.

    `findings` are the review's for this draft and moment; an override with its reason is in them.
    `measurer` tells whether texts fit; without one a careful estimate serves. With `sent` it is a
    corrected package, which holds the 新旧対照表 against what was sent (§6).
    Raises ExportBlockedError, ExportCancelledError, StorageError, and InputError for a template
    or a supplement that cannot be used.
    """
    if blocking := [finding for finding in findings if finding.blocks]:
        raise ExportBlockedError(blocking)
    steps = _Steps(progress, cancelled, _count_steps(call, draft))
    stated = contents(call, draft, now)
    overflows: list[Overflow] = []
    enclosures = [
        *_forms(call, stated, steps, measurer, overflows.append),
        *_comparison(call, draft, sent, now),
        *_supplements(call, stated, supplements, steps),
    ]
    distinct = file_names.distinct((enclosure.name for enclosure, _ in enclosures), OWN_NAMES)
    enclosed = [
        (mail.Enclosure(name, e.data, e.title), kind)
        for name, (e, kind) in zip(distinct, enclosures, strict=True)
    ]
    findings = _with_fit(call, findings, overflows, measurer)
    letter_name, letter = _letter(call, stated, [e for e, _ in enclosed], now, steps)
    contained: dict[str, tuple[FileKind, bytes]] = {e.name: (kind, e.data) for e, kind in enclosed}
    contained[letter_name] = ("mail", letter)
    contained[report.NAME] = ("report", report.compose(call, draft, findings, stated.names, now))
    described = tuple(manifest.described(name, *of) for name, of in contained.items())
    files = {name: data for name, (_, data) in contained.items()}
    files[manifest.NAME] = manifest.compose(call, draft, described, findings, now)
    placed = placing.place(
        target,
        files,
        former=_former,
        step=lambda name: steps.next(f"「{name}」を書き込んでいます"),
    )
    steps.finish()
    notes = tuple(_notes(call, len(letter), placed, overflows))
    return Package(target, described, target / letter_name, len(letter), notes, tuple(findings))


def _former(folder: Path) -> dict[str, str]:
    """What an earlier package put into a folder, with the checklist that was made of it.

    One that the record does not know (an earlier program's) counts as changed: it gives way.
    """
    return {file_names.CHECKLIST: ""} | manifest.found_in(folder)


def _with_fit(
    call: Call,
    findings: Sequence[Finding],
    overflows: Sequence[Overflow],
    measurer: TextMeasurer | None,
) -> list[Finding]:
    """The findings with those of texts that are too long, unless they are among them already."""
    known = {finding.key for finding in findings}
    more = [fitting.finding(call, overflow, measurer) for overflow in overflows]
    return fitting.merged(call, findings, (one for one in more if one.key not in known))


def folder_name(call: Call, draft: Draft, now: datetime) -> str:
    """A name to propose for the package's folder."""
    stated = contents(call, draft, now)
    mark = file_names.PRACTICE if draft.practice else ""
    names = stated.names
    return file_names.safe(f"{mark}提出一式_{names['short_title']}_{names['prefecture']}")


def _count_steps(call: Call, draft: Draft) -> int:
    """Each form and supplement is made and written; mail, report and manifest are written."""
    files = [q.id for q in call.questions.values() if q.type == "files"]
    enclosed = len(call.parts) + sum(len(draft.answer(key) or ()) for key in files)
    return 2 * enclosed + 4


class _Steps:
    """Tells how far the export is, and stops it when asked to."""

    def __init__(
        self, progress: Progress | None, cancelled: Callable[[], bool] | None, total: int
    ) -> None:
        self._progress, self._cancelled = progress, cancelled
        self._done, self._total = 0, total

    def next(self, text: str) -> None:
        if self._cancelled and self._cancelled():
            raise ExportCancelledError
        self._tell(min(self._done, self._total), text)
        self._done += 1

    def finish(self) -> None:
        self._tell(self._total, "出力が終わりました")

    def _tell(self, done: int, text: str) -> None:
        if self._progress:
            self._progress(done, self._total, text)


def _forms(
    call: Call,
    stated: Contents,
    steps: _Steps,
    measurer: TextMeasurer | None,
    on_overflow: Callable[[Overflow], None],
) -> Iterator[tuple[mail.Enclosure, FileKind]]:
    for form in call.parts:
        steps.next(f"{form.title}を作成しています")
        made = fill(call, form, stated, measurer=measurer, on_overflow=on_overflow)
        yield mail.Enclosure(form_name(form, stated), made, _title(form)), "form"


def _comparison(
    call: Call, draft: Draft, sent: correction.Sent | None, now: datetime
) -> Iterator[tuple[mail.Enclosure, FileKind]]:
    if sent is not None:
        yield correction.enclosure(call, sent, draft, now), "comparison"


def form_name(form: Form, stated: Contents) -> str:
    """The produced file's name; a practice draft's is marked."""
    name = file_names.filled(form.file_name, stated)
    return file_names.safe(f"{file_names.PRACTICE if stated.practice else ''}{name}")


def fill(
    call: Call,
    form: Form,
    stated: Contents,
    *,
    measurer: TextMeasurer | None = None,
    on_overflow: Callable[[Overflow], None] | None = None,
) -> bytes:
    """One form's document, filled. Raises InputError if its template cannot be used.

    `on_overflow` is told of each text that is too long for its place.
    """
    try:
        path = call.template(form)
        template = path.read_bytes()
    except OSError as error:
        what = f"ひな形「{form.template}」を読めません。"
        raise InputError(what, "募集パックのフォルダーを確かめてください。") from error
    own = path == call.own_template(form)
    properties = stated.properties(_title(form))
    if form.kind == "word":
        return _letter_fitted(form, template, stated, properties, measurer, on_overflow)
    from app.documents import slides

    return slides.fill(
        template, call, form, stated, properties, measurer=measurer, on_overflow=on_overflow,
        all_pages=not own,
    )  # fmt: skip


def _letter_fitted(
    form: Form,
    template: bytes,
    stated: Contents,
    properties: Properties,
    measurer: TextMeasurer | None,
    on_overflow: Callable[[Overflow], None] | None,
) -> bytes:
    """A Word form; where it is longer than it may be, with smaller letters down to the floor."""
    from app.documents import pages, word

    made = word.filled(template, stated, properties)
    if form.page_limit is None:
        return opc.write(made)
    surplus = pages.surplus(made, form.page_limit, measurer)
    if surplus.lines and form.smallest_font < pages.USUAL_SIZE:
        smaller = word.filled(template, stated, properties, largest=form.smallest_font)
        left = pages.surplus(smaller, form.page_limit, measurer)
        if left.lines < surplus.lines:
            made, surplus = smaller, left
    if surplus.lines and on_overflow:
        tag = _longest(form, stated)
        on_overflow(Overflow(tag, surplus.characters, surplus.family, form.page_limit))
    return opc.write(made)


def _longest(form: Form, stated: Contents) -> str:
    """The question whose answer takes most room: where a form is best made shorter."""
    asked = [question.id for question in form.questions]
    return max(asked, key=lambda tag: len(stated.text(tag)))


def _title(form: Form) -> str:
    return f"{form.title}　{form.name}"


def _supplements(
    call: Call, stated: Contents, source: SupplementSource, steps: _Steps
) -> Iterator[tuple[mail.Enclosure, FileKind]]:
    for question in call.questions.values():
        if question.type == "files":
            for entry in stated.values.get(question.id, ()):
                name = str(entry["name"])
                steps.next(f"補足資料「{name}」を加えています")
                yield mail.Enclosure(name, source.read(entry), "補足資料"), "supplement"


def _letter(
    call: Call,
    stated: Contents,
    enclosures: Sequence[mail.Enclosure],
    now: datetime,
    steps: _Steps,
) -> tuple[str, bytes]:
    steps.next("送付メールの下書きを作成しています")
    mark = file_names.PRACTICE if stated.practice else ""
    wanted = f"{mark}{file_names.filled(call.mail.file_name, stated)}"
    taken = [*OWN_NAMES, *(e.name for e in enclosures)]
    (name,) = file_names.distinct([wanted], taken)
    return name, mail.compose(call, stated, enclosures, now)


def _notes(
    call: Call, mail_bytes: int, placed: placing.Placed, overflows: Sequence[Overflow]
) -> Iterator[str]:
    for overflow in overflows:
        yield fitting.note(call, overflow)
    if note := mail_note(mail_bytes, call.limits.mail_bytes):
        yield note
    for name in placed.kept_aside:
        yield f"出力先にあった内容の異なるファイルを、「{name}」という名前で残しました。"


def mail_note(mail_bytes: int, limit: int) -> str:
    """What is said of a mail larger than `limit` (both in bytes, after base64); else ""."""
    if mail_bytes <= limit:
        return ""
    return (
        f"送付メールの大きさが{mail_bytes / 1e6:.1f}MBあり、目安の{limit / 1e6:.1f}MBを超えて"
        "います。送れない場合は、補足資料を減らすか、分けて送付してください。"
    )
