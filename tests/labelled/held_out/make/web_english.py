"""English pages: a ministry's monthly digest, and a machine translation with decimal commas and lists."""

from __future__ import annotations

from .marks import Doc


def _digest() -> tuple[Doc, bytes]:
    doc = Doc(
        "h09",
        "h09.html",
        "html",
        "online_services",
        "English digest of several families",
        "2024-10-15",
        "2024-09",
        language="en",
        time="2024-09-30",
    )
    body = doc.text("""
<p>The report on national digital transformation in September 2024 has been sent to the Government and to the standing committee. It covers twelve areas; the main figures follow.</p>
<p><b>Data.</b> As of September 30, 2024, localities had digitised [[111.5 million|cs.records_digitised 111500000]] civil status records, and [[14 out of 63 localities|cs.localities_completed 14/63]] had completed the task. Another [[20 localities|cs.localities_basically_completed 20]] had basically completed it. [[Thirty-eight localities|cr.localities_security_not_remediated 38]] had not yet remediated the security findings in their criminal record systems.</p>
<p>For land, [[461/705 districts|ld.districts_completed 461/705]] had finished digitising their land data, with [[more than 46 million parcels|ld.parcels_digitised 46000000 q=over]] digitised; [[63 out of 63 provinces and cities|pd.localities_connected 63/63]] and [[15 ministries|pd.ministries_connected 15]] were connected to the national population database.</p>
<p><b>Online public services.</b> By the end of September 2024, the rate of dossiers handled online end to end stood at [[43.8%|os.e2e_dossier_pct 43.8]], against [[17%|os.e2e_dossier_pct 17 k=c t=2023-12-31]] at the end of 2023 and a target of [[70%|os.e2e_dossier_pct 70 k=t dl=2024-12-31]] for the year 2024. The share of services offered online end to end was [[55.5%|os.e2e_service_pct 55.5]]. Leading provinces, including [[Da Nang (95.56%)|os.e2e_service_pct 95.56 a=Da_Nang]], [[Ca Mau (92%)|os.e2e_service_pct 92 a=Ca_Mau]] and [[Tay Ninh (91.8%)|os.e2e_service_pct 91.8 a=Tay_Ninh]], offer nearly all eligible services in this form.</p>
<p><b>Identity.</b> [[Over 55.25 million|vn.accounts_activated 55250000 q=over]] electronic identity accounts had been activated.</p>
<p><b>Infrastructure.</b> The average fixed broadband speed reached 156.4 Mbps, ranking 38th of 181 countries; 99.7% of villages are covered by mobile broadband, and 82.2% of households have a fibre connection. Digital technology revenue was estimated at 118 billion USD. Some 93,500 community technology groups with 457,820 members were at work in 63 provinces.</p>
<p><b>People and skills.</b> In the first nine months, 120 training courses were held for 18,400 officials, of whom 62% came from communes. The open course platform recorded 22.4 million visits; five universities joined the pilot of 30 micro-credentials. The report notes that 4 of 12 areas lack full-time staff, and that spending on information security is still below 10% of the technology budget in most agencies. A survey of 2,150 small firms found that one in three uses an electronic contract at least once a quarter.</p>
<p>The next report will be issued before November 10 and will use form 02 of the circular. Comments may be sent to the secretariat, room 605, within five working days.</p>""")
    page = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>National digital transformation in September 2024</title></head><body>
<div class="hd"><a href="/">HOME</a> <a href="/about">ABOUT</a> <a href="/press">PRESS</a> <a href="/vi">Tiếng Việt</a></div>
<h1>National digital transformation in September 2024: the main figures</h1><div class="post-date">Tuesday, 15/10/2024 10:05</div>{body}
<div class="more"><h3>OTHER NEWS</h3><ul><li><a href="#">46% of dossiers filed online in August</a></li><li><a href="#">Vietnam ranks 71st in e-government index</a></li></ul></div>
<div class="ft">Tel: +84 24 3943 5602</div></body></html>"""
    return doc, page.encode()


def _translated() -> tuple[Doc, bytes]:
    doc = Doc(
        "h10",
        "h10.html",
        "html",
        "land",
        "English machine translation, decimal commas",
        "2025-12-19",
        "2025-12",
        language="en",
    )
    body = doc.text("""
<p>After the 9-day campaign to enrich and clean the national land database, the management agency announced that by December 15, 2025 the whole country had built a database for [[nearly 62 million|ld.parcels_digitised 62000000 q=nearly t=2025-12-15]] land plots, of which [[23,5 million|ld.parcels_clean 23500000 t=2025-12-15]] plots meet the criteria of being correct, sufficient, clean and living. Identification codes have been assigned to [[69,7 million|ld.parcels_id_assigned 69700000 t=2025-12-15]] plots of land.</p>
<p>According to the same source, [[34/34 provinces and cities|ld.localities_synced 34/34 t=2025-12-15]] had synchronised land data with the national database by December 15, 2025. At commune level, [[2,981 out of 3,321 communes|ld.communes_synced 2981/3321 t=2025-12-15]] were synchronised, an increase of [[777 communes|ld.communes_synced 777 k=ch t=2025-12-15]] compared to the previous month.</p>
<p>Localities that completed the construction of land databases include [[*Hanoi, Hai Phong, Da Nang, Can Tho and Dong Nai|ld.status s=completed]]. Localities that are behind schedule in cleaning land data include [[*Dien Bien, Lai Chau, Son La|ld.status s=slow]]. Lesson 1 of the series told how people in the old Quang Tri town looked for their papers after the flood.</p>
<p>Vice chairman of the People's Committee of [[Gia Lai|ld.status k=p dl=2025-12-31]] Province promised to complete the cleaning of land data before December 31, 2025. The Ministry requires [[100%|ld.clean_pct 100 k=t dl=2026-03-01]] of land plots that have a database to be cleaned before March 1, 2026.</p>
<p>To implement plan 151, each commune set up 1 team of 5 to 7 people. In 90 days they knocked on about 6.1 million doors; the cost for 1 dossier was 12,500 VND. In some places 3/10 of the certificates had been mortgaged at banks.</p>
<p>Mr. Tran Van T., 61 years old, said he brought 2 land certificates issued in 1993 and 2008 to the commune cultural house at 7 p.m. and finished after 15 minutes. In another hamlet, the team of youth union members photographed papers for 46 households in one evening, then entered 12 fields of information for each. A few owners living abroad sent pictures through the 0912 hotline. The cadastral officer said that maps at a scale of 1/2000 made before 1998 do not match the boundaries of today, so surveyors must come back 2 or 3 times.</p>""")
    page = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Clean land data: the last mile</title><meta name="robots" content="index"></head><body>
<div class="nav"><a href="/en">Latest</a><a href="/en/topic">Topic</a><a href="/en/prov">63 provinces</a></div>
<h1>Clean land data: the last mile</h1><div class="src">Source link: newspaper of agriculture - 19/12/2025</div>{body}
<div class="same"><h3>Same tag</h3><p><a href="#">Land price list 2026: 5 things to know</a></p><p><a href="#">34 provinces complete 100% of land inventory</a></p></div>
<div class="comment">Comment (0)</div></body></html>"""
    return doc, page.encode()


def documents() -> list[tuple[Doc, bytes]]:
    return [_digest(), _translated()]
