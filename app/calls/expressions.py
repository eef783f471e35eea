"""Expressions of a call pack: `when`, rules and derived texts.

They are evaluated by simpleeval, a small sandbox for Python's expression syntax. CEL
(`common-expression-language`) was weighed against it: it is a standard, but imports in 200 ms and
counts a string's length in UTF-8 bytes, which makes every length of Japanese text wrong.

What an expression may use is narrowed further, so that a hostile pack can neither run code nor
hang the program: comparison, and/or/not, `in`, + - *, conditional expressions, constants, names
of questions (`pool.current_total`) and the functions below. There are no powers, shifts, loops,
comprehensions, subscripts or attributes of Python objects; the source is at most 1,000 characters
long, so the time is bounded by its size and that of the answers.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from simpleeval import SimpleEval

ALLOWED: tuple[type[ast.AST], ...] = (
    ast.BoolOp, ast.And, ast.Or, ast.UnaryOp, ast.Not, ast.USub, ast.BinOp, ast.Add, ast.Sub,
    ast.Mult, ast.Compare, ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.In, ast.NotIn,
    ast.Is, ast.IsNot, ast.IfExp, ast.Call, ast.Name, ast.Attribute, ast.Constant, ast.Load,
)  # fmt: skip
"""Everything that an expression may be made of."""
LONGEST_TEXT = 100_000
LARGEST_NUMBER = 10**15
LONGEST_SHOWN = 60
"""Characters of an expression that a message repeats."""


class ExpressionError(ValueError):
    """An expression that cannot be read or evaluated; the text says why, in Japanese."""


def _filled(value: object) -> bool:
    """Whether anything was answered: neither None, blank text nor an empty list."""
    if isinstance(value, str):
        return bool(value.strip())
    return value is not None and value != []


def _count(value: object) -> int:
    return len(value) if isinstance(value, (list, tuple)) else int(_filled(value))


def _length(value: object) -> int:
    return len(value) if isinstance(value, str) else 0


def _number(value: object) -> float:
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else 0


def _total(rows: object, column: str = "") -> float:
    """The sum of numbers, or of a column of a table."""
    if not isinstance(rows, (list, tuple)):
        return 0
    return sum(_number(row.get(column) if isinstance(row, Mapping) else row) for row in rows)


def _values(rows: object, column: str) -> list[Any]:
    """A column of a table as a list, without the unanswered."""
    if not isinstance(rows, (list, tuple)):
        return []
    cells = (row.get(column) for row in rows if isinstance(row, Mapping))
    return [cell for cell in cells if _filled(cell)]


def _has(value: object, *wanted: str) -> bool:
    """Whether a multiple choice (or a column) contains any of these values."""
    chosen = value if isinstance(value, (list, tuple)) else [value]
    return any(item in chosen for item in wanted)


def _is_date(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(date.fromisoformat(value))
    except ValueError:
        return False


def _before(left: Any, right: Any) -> bool:
    """Whether one ISO date lies before another; false while either is not a date."""
    return _is_date(left) and _is_date(right) and bool(left < right)


def _contains(text: object, *words: str) -> bool:
    return isinstance(text, str) and any(word in text for word in words)


def _join(*parts: object) -> str:
    """The parts one after the other, unanswered ones left out; those of a list with 、 between."""
    return "".join(_written(part) for part in parts if _filled(part))[:LONGEST_TEXT]


def _written(part: object) -> str:
    if isinstance(part, float):
        return f"{part:.15g}"  # 3 and not 3.0, 0.3 and not 0.30000000000000004
    return "、".join(map(str, part)) if isinstance(part, (list, tuple)) else str(part)


def _safe_add(left: Any, right: Any) -> Any:
    if isinstance(left, (str, list)) or isinstance(right, (str, list)):
        return _join(left, right)
    return _number(left) + _number(right)


def _safe_multiply(left: object, right: object) -> float:
    return _number(left) * _number(right)


def _compare(test: Callable[[Any, Any], bool]) -> Callable[[object, object], bool]:
    """A comparison that is false where a value is missing or of another type."""

    def compare(left: object, right: object) -> bool:
        try:
            return test(left, right)
        except TypeError:
            return False

    return compare


def _within(left: object, right: Any) -> bool:
    return right is not None and left in right


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "filled": _filled,
    "count": _count,
    "length": _length,
    "number": _number,
    "total": _total,
    "values": _values,
    "has": _has,
    "is_date": _is_date,
    "before": _before,
    "contains": _contains,
    "join": _join,
}
OPERATORS: dict[type[ast.AST], Callable[..., Any]] = {
    ast.Add: _safe_add,
    ast.Sub: lambda left, right: _number(left) - _number(right),
    ast.Mult: _safe_multiply,
    ast.USub: lambda value: -_number(value),
    ast.Not: operator.not_,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: _compare(operator.lt),
    ast.LtE: _compare(operator.le),
    ast.Gt: _compare(operator.gt),
    ast.GtE: _compare(operator.ge),
    ast.In: _compare(_within),
    ast.NotIn: _compare(lambda left, right: not _within(left, right)),
    ast.Is: operator.is_,
    ast.IsNot: operator.is_not,
}


@lru_cache(maxsize=2048)
def parse(source: str) -> ast.AST:
    """Read an expression once. Raises ExpressionError with a reason in Japanese."""
    try:
        tree: ast.AST = ast.parse(source.strip(), mode="eval").body
    except Exception as error:
        raise ExpressionError(f"式の書き方が正しくありません（{_cut(source)}）") from error
    for node in ast.walk(tree):
        if not isinstance(node, ALLOWED) or (isinstance(node, ast.Call) and node.keywords):
            raise ExpressionError(f"式で使えない書き方です（{_piece(source, node)}）")
        if isinstance(node, ast.Constant):
            _check_constant(node.value, lambda node=node: _piece(source, node))  # type: ignore[misc]
    return tree


def _piece(source: str, node: ast.AST) -> str:
    """How a part of an expression is written; the whole for what has no place of its own."""
    return _cut(ast.get_source_segment(source.strip(), node) or source)


def _cut(source: str) -> str:
    return source if len(source) <= LONGEST_SHOWN else f"{source[:LONGEST_SHOWN]}…"


def _check_constant(value: object, written: Callable[[], str]) -> None:
    """`written` says how the value stands in the expression; it takes long to find out."""
    if value is not None and not isinstance(value, (str, int, float)):
        raise ExpressionError(f"式で使えない値です（{written()}）")
    if isinstance(value, str) and len(value) > 500:
        raise ExpressionError("式の中の値が長すぎます")
    if isinstance(value, (int, float)) and not abs(value) <= LARGEST_NUMBER:
        raise ExpressionError("式の中の値が大きすぎます")


def names_in(source: str) -> tuple[set[str], set[str]]:
    """The names an expression reads ("pool.total", "row.end", "practice") and its functions."""
    tree = parse(source)
    called = {
        n.func.id
        for n in ast.walk(tree)
        if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)
    }
    dotted = {_dotted(n) for n in ast.walk(tree) if isinstance(n, ast.Attribute)}
    inner = {name.split(".")[0] for name in dotted}
    bare = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)} - called - inner
    return dotted | bare, called


def _dotted(node: ast.Attribute) -> str:
    if isinstance(node.value, ast.Name):
        return f"{node.value.id}.{node.attr}"
    raise ExpressionError("式では「章.設問」の形の名前だけが使えます")


def check(source: str, known: Iterable[str]) -> None:
    """Refuse an expression that names an unknown question or function. Raises ExpressionError."""
    names, called = names_in(source)
    if unknown := called - FUNCTIONS.keys():
        raise ExpressionError(f"式に知らない関数があります（{'、'.join(sorted(unknown))}）")
    if unknown := names - set(known):
        raise ExpressionError(f"式に知らない名前があります（{'、'.join(sorted(unknown))}）")


def nested(values: Mapping[str, Any]) -> dict[str, Any]:
    """Flat question ids ("a.b") as the nested names that expressions read (a → b)."""
    tree: dict[str, Any] = {}
    for name, value in values.items():
        head, dot, tail = name.partition(".")
        if dot:
            tree.setdefault(head, {})[tail] = value
        else:
            tree[head] = value
    return tree


def evaluate(source: str, names: Mapping[str, Any]) -> Any:
    """Evaluate an expression over nested names. Raises ExpressionError."""
    return _evaluated(_sandbox(), source, names)


def _sandbox() -> SimpleEval:
    return SimpleEval(operators=OPERATORS, functions=FUNCTIONS, names={})


def _evaluated(sandbox: SimpleEval, source: str, names: Mapping[str, Any]) -> Any:
    tree = parse(source)
    sandbox.names = names
    try:
        return sandbox.eval(source, previously_parsed=tree)
    except Exception as error:
        raise ExpressionError(f"式を計算できません（{source}: {error}）") from error
    finally:
        sandbox.names = {}


class Evaluator:
    """Evaluates expressions, remembering each one's result while what it reads stays the same."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], tuple[list[Any], Any]] = {}
        self._sandbox = _sandbox()  # making one takes longer than most expressions

    def __call__(self, source: str, names: Mapping[str, Any], key: str = "") -> Any:
        """As `evaluate`. `key` tells apart places (rows) where the same source is evaluated."""
        read = [_lookup(names, path) for path in _reads(source)]
        known = self._known.get((source, key))
        if known is not None and known[0] == read:
            return known[1]
        result = _evaluated(self._sandbox, source, names)
        self._known[source, key] = (read, result)
        return result


@lru_cache(maxsize=2048)
def _reads(source: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(name.split(".")) for name in sorted(names_in(source)[0]))


def _lookup(names: Mapping[str, Any], path: tuple[str, ...]) -> Any:
    found: Any = names
    for step in path:
        found = found.get(step) if isinstance(found, dict) else None
    return found
