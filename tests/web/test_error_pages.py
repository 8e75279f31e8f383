"""What a page says when something is wrong: in our look, in the language of the visitor, asking the store nothing."""

import pytest
from django.test import Client, RequestFactory
from django.utils import translation

from saksi.web import errors


@pytest.mark.parametrize("language", ["en", "km"])
def test_the_pages_of_faults_need_no_store(language: str) -> None:
    request = RequestFactory().get("/")
    with translation.override(language):
        for answer, status in ((errors.server_error(request), 500), (errors.bad_request(request, ValueError()), 400)):
            assert answer.status_code == status
            page = answer.content.decode()
            assert f'<html lang="{language}">' in page
            assert "saksi.css" in page
            assert page.count("<h1>") == 1


@pytest.mark.django_db
def test_a_wrong_host_is_answered_in_our_look(reader: Client) -> None:
    answer = reader.get("/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert "This request was not understood" in answer.content.decode()


@pytest.mark.django_db
def test_what_is_not_here_offers_to_search_and_to_sign_in(reader: Client) -> None:
    answer = reader.get("/nothing/")
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "This page is not here" in page
    assert 'action="/search/"' in page
    assert "only after signing in" in page


@pytest.mark.django_db
def test_a_role_that_may_not_is_told_who_may(member: Client) -> None:
    page = member.get("/review/").content.decode()
    assert "Your role does not allow this" in page
    assert "reviewer" in page
