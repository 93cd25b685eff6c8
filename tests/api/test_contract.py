"""What others rely on, read from the API's own document."""

from __future__ import annotations

from flask import Flask


def test_lists_are_items_and_where_the_next_page_starts(shared_app: Flask) -> None:
    found = shared_app.extensions["openapi"].to_dict()
    shapes = found["components"]["schemas"]
    bare = []
    for path, doors in found["paths"].items():
        for method, door in doors.items():
            if method not in {"get", "post", "put", "patch", "delete"}:
                continue
            for answer in door["responses"].values():
                content = answer.get("content", {}) if "$ref" not in answer else {}
                schema = content.get("application/json", {}).get("schema", {})
                if schema.get("type") == "array":
                    bare.append(f"{method} {path}")
                name = schema.get("$ref", "").rpartition("/")[2]
                if name.endswith("ListOut") and {"items", "next"} - shapes[name]["properties"].keys():
                    bare.append(f"{method} {path}: {name}")

    assert bare == []
    assert any(name.endswith("ListOut") for name in shapes)
