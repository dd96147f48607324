"""Pages as their readers get them."""

from __future__ import annotations

from flask.testing import FlaskClient


def text_of(client: FlaskClient, address: str, status: int = 200) -> str:
    response = client.get(address, headers={"Accept": "text/html"})
    text = response.get_data(as_text=True)
    assert response.status_code == status, f"{address}: {response.status_code} {text}"  # what it says tells why
    return text
