"""Who gives anyone a mailbox for nothing, and who shortens links.

Curated from the providers' own sites; a domain belongs here when a private person can open a mailbox on it without owning it.
"""

from __future__ import annotations

from typing import Final

_FREE_MAIL_TEXT: Final = """
gmail.com googlemail.com outlook.com hotmail.com live.com msn.com passport.com outlook.fr outlook.de outlook.es outlook.it
outlook.in outlook.jp outlook.pt outlook.sa outlook.com.br outlook.co.th outlook.ph outlook.sg outlook.kr outlook.hu
outlook.cz ymail.com rocketmail.com myyahoo.com aol.com aol.co.uk aim.com verizon.net icloud.com me.com mac.com proton.me
protonmail.com protonmail.ch pm.me tutanota.com tutanota.de tuta.com tuta.io tutamail.com keemail.me mail.com email.com
usa.com europe.com asia.com consultant.com engineer.com post.com writeme.com accountant.com workmail.com contractor.net
dr.com myself.com iname.com gmx.com gmx.net gmx.de gmx.at gmx.ch gmx.fr gmx.co.uk gmx.us gmx.info gmx.org web.de freenet.de
t-online.de arcor.de posteo.de mailbox.org email.de online.de aon.at chello.at bluewin.ch hispeed.ch fastmail.com
fastmail.fm hey.com hushmail.com inbox.com zoho.com zohomail.com zohomail.eu zohomail.in lycos.com mailfence.com disroot.org
riseup.net runbox.com startmail.com countermail.com onionmail.org cock.li dnmx.org skiff.com mail.ru bk.ru inbox.ru list.ru
internet.ru vk.com yandex.ru ya.ru yandex.com yandex.by yandex.kz yandex.ua yandex.uz rambler.ru lenta.ru autorambler.ru
myrambler.ru ro.ru mail.ua ukr.net i.ua meta.ua bigmir.net email.ua online.ua tut.by mail.kz inbox.lv inbox.lt inbox.ee
mail.ee hot.ee one.lt mail.lt apollo.lv qq.com vip.qq.com foxmail.com 163.com 126.com yeah.net 188.com vip.163.com sina.com
sina.cn sohu.com tom.com 21cn.com 139.com 189.cn wo.cn aliyun.com 263.net eyou.com naver.com hanmail.net daum.net kakao.com
nate.com rediffmail.com rediff.com indiatimes.com sify.com in.com mail.bg abv.bg dir.bg gbg.bg wp.pl o2.pl onet.pl op.pl
vp.pl poczta.onet.pl onet.eu onet.com.pl poczta.fm interia.pl interia.eu interia.com gazeta.pl tlen.pl go2.pl int.pl
buziaczek.pl spoko.pl poczta.pl seznam.cz email.cz post.cz centrum.cz centrum.sk atlas.cz volny.cz azet.sk zoznam.sk
pobox.sk freemail.hu citromail.hu indamail.hu vipmail.hu t-online.hu libero.it virgilio.it tiscali.it alice.it tin.it
inwind.it iol.it email.it tim.it katamail.com fastwebnet.it orange.fr wanadoo.fr free.fr laposte.net sfr.fr neuf.fr bbox.fr
club-internet.fr voila.fr numericable.fr terra.es telefonica.net ono.com sapo.pt clix.pt iol.pt mail.pt netcabo.pt
uol.com.br bol.com.br terra.com.br ig.com.br globo.com globomail.com r7.com zipmail.com.br telenet.be skynet.be ziggo.nl
kpnmail.nl planet.nl hetnet.nl home.nl xs4all.nl casema.nl btinternet.com virginmedia.com sky.com talktalk.net ntlworld.com
blueyonder.co.uk tiscali.co.uk eircom.net comcast.net att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net
juno.com netzero.net optonline.net shaw.ca rogers.com sympatico.ca bigpond.com optusnet.com.au xtra.co.nz telia.com spray.se
bredband.net online.no start.no hotmail.no jubii.dk mail.dk ofir.dk suomi24.fi luukku.com elisanet.fi walla.com walla.co.il
netvision.net.il zahav.net.il maktoob.com mynet.com mail.com.tr mail.gr otenet.gr windowslive.com in.gr freemail.gr net.hr
inet.hr email.t-com.hr siol.net amis.net ptt.rs eunet.rs mail.mk t.mk abv.com email.ro home.ro k.ro mail.md emirates.net.ae
telkom.net plasa.com vnn.vn pchome.com.tw seed.net.tw yahoo.com webmail.co.za mweb.co.za vodamail.co.za telkomsa.net
"""
_FREE_MAIL: Final = frozenset(_FREE_MAIL_TEXT.split())
"""Domains of which a mailbox can be had by anyone."""

_FREE_MAIL_BRANDS: Final = frozenset({"yahoo", "hotmail", "live", "ymail"})
"""Brands that offer mailboxes under many countries' domains: yahoo.co.uk, hotmail.fr, live.nl."""

_SHORTENERS_TEXT: Final = """
bit.ly bitly.com tinyurl.com t.co goo.gl is.gd v.gd ow.ly buff.ly rb.gy cutt.ly cutt.us shorturl.at shorturl.asia short.io
rebrand.ly bl.ink tiny.cc tiny.one adf.ly bc.vc soo.gd s.id shorte.st clck.ru vk.cc u.to goo.su t.ly qr.ae lnkd.in dlvr.it
snip.ly smarturl.it urlz.fr lc.cx x.co trib.al po.st mcaf.ee j.mp db.tt ift.tt bitly.ws 1url.com hyperurl.co urlzs.com
me2.do url.cn t.cn dwz.cn suo.im suo.nz mrw.so 0rz.tw reurl.cc lihi.cc lihi1.com ppt.cc pse.is lin.ee shope.ee page.link
app.link linktr.ee linkin.bio beacons.ai taplink.cc taplink.ws heylink.me campsite.bio lnk.bio bio.link shrtco.de han.gl
vo.la buly.kr me-qr.com qrco.de qr.codes qrfy.com l.ead.me tr.im cli.gs git.io budurl.com kutt.it dub.sh tny.im surl.li
n9.cl acortar.link encurtador.com.br abre.ai bityli.com uni.cl kurzelinks.de kurz.link ouo.io
"""
_SHORTENERS: Final = frozenset(_SHORTENERS_TEXT.split())
"""Services that hide where a link leads: shorteners, QR redirects and link collections."""


def is_free_mail(domain: str) -> bool:
    """Whether anyone can open a mailbox on this domain."""
    domain = domain.lower().rstrip(".")
    return domain in _FREE_MAIL or (domain.partition(".")[0] in _FREE_MAIL_BRANDS and domain.count(".") <= 2)


_BY_THE_NETWORK: Final = frozenset({"lnkd.in", "t.co"})


def is_link_shortener(domain: str) -> bool:
    """Whether links on this domain lead somewhere that cannot be seen from the link."""
    return domain.lower().rstrip(".") in _SHORTENERS


def is_hidden_on_purpose(domain: str) -> bool:
    """Whether somebody chose to hide where a link leads: some networks shorten every link of every post."""
    return is_link_shortener(domain) and domain.lower().rstrip(".") not in _BY_THE_NETWORK
