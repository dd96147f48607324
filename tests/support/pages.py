"""Pages as their readers get them."""

from __future__ import annotations

from flask.testing import FlaskClient


def text_of(client: FlaskClient, address: str, status: int = 200) -> str:
    response = client.get(address, headers={"Accept": "text/html"})
    assert response.status_code == status, address
    return response.get_data(as_text=True)
