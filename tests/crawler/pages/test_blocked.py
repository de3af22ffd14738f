from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.pages.blocked import block_reason
from crawler.pages.page import Page

POSTING = '<script type="application/ld+json">{"@type": "JobPosting", "title": "Cook"}</script>'
MARKED = '<div itemscope itemtype="https://schema.org/JobPosting"><b itemprop="title">Cook</b></div>'
FORM = '<form><input name="name"><input type="file" name="cv"><div class="g-recaptcha"></div>I am not a robot</form>'


def page(body: str, **headers: str) -> Page:
    return Page(
        url="https://board.example/x",
        body=body.encode(),
        headers={name.replace("_", "-"): value for name, value in headers.items()},
    )


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<html><head><title>Just a moment...</title>", "Cloudflare challenge"),
        ("<script>window._cf_chl_opt={cvId:'3'}</script>", "Cloudflare challenge"),
        ("<title>Attention Required! | Cloudflare</title>", "Cloudflare block"),
        ("<title>Pardon Our Interruption</title>", "Imperva challenge"),
        (
            "<iframe id='main-iframe' src='/_Incapsula_Resource?SWUDNSAI=31'>Incapsula incident ID: 1</iframe>",
            "Imperva challenge",
        ),
        ("<script src='https://ct.captcha-delivery.com/c.js'></script>", "DataDome challenge"),
        ('{"url":"https://geo.captcha-delivery.com/captcha/?initialCid=x"}', "DataDome challenge"),
        ('<title>Access to this page has been denied</title><div id="px-captcha"></div>', "PerimeterX challenge"),
        ("<h1>Access Denied</h1>Reference #18.x https://errors.edgesuite.net/18.x", "Akamai challenge"),
        ("<script>window.gokuProps = {}</script>", "AWS WAF challenge"),
        ("""<script>document.cookie="ipp_key=" + x()</script>""", "Variti challenge"),
        ("<p>Our systems have detected unusual traffic from your computer network.</p>", "unusual traffic"),
        ("<p>Please confirm you are not a robot</p><div class='g-recaptcha'></div>", "reCAPTCHA wall"),
        ("<p>Are you human?</p><script src='https://js.hcaptcha.com/1/api.js'></script>", "hCaptcha wall"),
        ("<p>Подтвердите, что вы не робот</p><img src='/captcha.png'>", "captcha wall"),
        ("<title>Access denied</title><p>Access denied</p>", "captcha wall"),
        ("<title>Log in | Board</title><form><input type='email'><input type=password></form>", "login wall"),
        ("<p>Please log in to see this vacancy.</p><input type='password'>", "login wall"),
    ],
)
def test_a_page_served_instead_of_the_one_asked_for_is_named(body: str, reason: str) -> None:
    assert block_reason(page(body)) == reason


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<h1>About us</h1>",
        f"<h1>Cook</h1><p>Make soup.</p>{FORM}",
        "<h1>Cook</h1><script src='/cdn-cgi/challenge-platform/h/b/scripts/jsd/main.js'></script>",
        "<h1>Cook</h1><script src='/_Incapsula_Resource?SWJIYLWA=719'></script>",
        "<h1>Cook</h1><script src='https://js.datadome.co/tags.js'></script>",
        "<h1>Cook</h1><script src='https://x.edge.sdk.awswaf.com/x/challenge.js'></script>",
        "<h1>Analyst</h1><p>You keep captcha farms away.</p>" + "<p>You verify that applicants are human.</p>" * 60,
        "<nav>Log in <input type='password'></nav><h1>Vacancies</h1><p>Cook, Baker, Waiter</p>",
        "<title>Jobs</title><p>Prove you are human: captcha</p>" + "<a href='/jobs/1'>Cook</a>" * 100,
        '{"title": "Analyst", "description": "Are you human? Build our captcha."}',
        "<title>Just a moment...</title>" + POSTING,
        "<title>Access denied</title><p>captcha</p>" + MARKED,
    ],
)
def test_an_ordinary_page_is_none_whatever_it_mentions_or_embeds(body: str) -> None:
    assert block_reason(page(body)) == ""


@pytest.mark.parametrize(
    ("status", "body", "reason"),
    [
        (403, "<h1>Forbidden</h1>", "access denied"),
        (429, "", "too many requests"),
        (401, "", "login wall"),
        (999, "", "access denied"),
        (503, "<h1>Down for maintenance</h1>", ""),
        (503, f"<h1>One moment</h1>{FORM}", "reCAPTCHA wall"),
        (403, "<title>Just a moment...</title>", "Cloudflare challenge"),
        (403, POSTING, ""),
        (404, "<h1>Gone</h1>", ""),
        (500, "", ""),
    ],
)
def test_a_status_says_what_the_page_does_not(status: int, body: str, reason: str) -> None:
    assert block_reason(page(body), status) == reason


def test_a_vendor_s_header_says_so_too() -> None:
    assert block_reason(page("<p>x</p>", cf_mitigated="challenge")) == "Cloudflare challenge"
    assert block_reason(page("<p>x</p>", x_amzn_waf_action="captcha")) == "AWS WAF challenge"
    assert block_reason(page("<p>x</p>", server="cloudflare", x_datadome="protected")) == ""


@given(st.binary(max_size=100), st.sampled_from([200, 403, 503]))
def test_no_bytes_make_it_fail(noise: bytes, status: int) -> None:
    assert isinstance(block_reason(Page(url="https://board.example/", body=b"<p>captcha" + noise), status), str)
