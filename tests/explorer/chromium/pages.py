"""Every kind of page that the explorer has, for what must hold on all of them."""

from __future__ import annotations

PAGES = {
    "tree": "/explorer",
    "route": "/explorer?team=H500103011017&business=project_publication",
    "about": "/explorer?team=X-script&tab=about",
    "permissions": "/explorer?team=H500112011001&tab=permissions",
    "managers": "/explorer?team=X-raised&tab=managers",
    "findings": "/explorer?team=X-raised&tab=findings",
    "history": "/explorer?team=X-raised&tab=history",
    "timeline": "/explorer?team=X-raised&tab=timeline",
    "near": "/explorer?team=L-500112-service&tab=near",
    "scope": "/explorer?team=H500112&tab=scope",
    "seats-below": "/explorer?team=H500112&tab=seats",
    "findings-below": "/explorer?team=H500112011&tab=region",
    "comparison": "/explorer?team=H500112011001&with=H500103011017&tab=permissions",
    "cypher": "/explorer?team=H500112011&cypher=1",
    "overview": "/explorer/overview/500112",
    "changes": "/explorer/changes",
    "change": "/explorer/changes/1",
    "notice": "/explorer/notice",
    "rule": "/explorer/notice/rules/N-5",
    "reading": "/explorer/notice/readings/I-4",
    "findings-list": "/explorer/findings?within=500112011",
    "seats": "/explorer/seats?within=500112&state=vacant",
    "teams": "/explorer/teams?within=500112011",
    "work": "/explorer/work",
    "registration": "/explorer/work/registration?asked=1&region_code=500112011001"
    "&unit_name=%E7%AB%99",
    "registration-wrong": "/explorer/work/registration?asked=1&region_code=9",
    "name": "/explorer/work/name?asked=1&region_code=500112011001"
    "&name=%E6%9D%BE%E6%A0%91%E6%A1%A5%E7%A4%BE%E5%8C%BA%E5%BF%97%E6%84%BF%E6%9C%8D%E5%8A%A1%E5%A4%A7%E9%98%9F",
    "audit": "/explorer/work/audit?within=500112011",
    "search": "/explorer/search?q=ssq",
    "sign-in": "/explorer/sign-in",
    "records": "/explorer/records",
    "hours": "/explorer/records/hours?team=H500112",
    "authorities": "/explorer/records/reports?kind=registration-authorities",
    "units": "/explorer/records/reports?within=500112&now=1",
}
ANSWERED_WITH_422 = {"registration-wrong"}
SIGNED_IN = {
    "change": "/explorer/work/change/X-raised",
    "register": "/explorer/work/register?region_code=500112011001&unit_name=%E7%AB%99",
    "applications": "/explorer/work/applications",
    "entry": "/explorer/records/enter/H500112011001",
    "batch": "/explorer/records/enter/H500112011001?by=batch",
    "queue": "/explorer/records/queue/teams/H500112011",
    "records-tab": "/explorer?team=H500112011001&tab=records",
    "volunteer": "/explorer/records/volunteer",
}
