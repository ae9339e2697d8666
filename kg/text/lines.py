"""What a single line of a page is, judged by its shape: breadcrumb, meta line, credit, junk or content."""

from __future__ import annotations

import re

from kg.text.stamps import FULL_DATE, find_stamp

_END = "。！？；：，、…!?;:,"
_DATE_LABELS = (
    "(?:发布|发表|刊发|发文|成文|生成|更新|上传|编辑|录入|添加|公开|公布|播出|采编|信息|文章|稿件)?(?:时 ?间|日 ?期)|发布于|发表于|更新于"
)
_SOURCE_LABELS = "(?:文章|信息|稿件|本文|新闻|内容|资料|消息)?(?:来 ?源|出处)(?:于)?|稿源|转自|发布机构|发布单位|发布部门|发布者|主办|供稿单位"
_WRITER_LABELS = (
    "作 ?者|责任编辑|责 ?编|编 ?辑|编校|编审|审 ?核|审校|审稿|审签|初审|复审|二审|终审|三审|校对|校核|供 ?稿|撰 ?稿|文字|图片|摄影|"
    "文/图|图/文|图文|文图|文|图|播音|主播|监制|记者|通讯员|值班总?编辑?|录入(?:员|者)?|发布人|签发人?"
)
_OTHER_LABELS = (
    "(?:浏览|点击|阅读|访问|查看)(?:次数|数|量|率|人数)?|人气|字号|字体(?:大小)?|选择阅读字号|视力保护色|文章推荐指数|推荐指数|分享到?|"
    "索 ?引 ?号|文 ?号|发文字号|发文机关|主题词|主题分类|关键[字词]|标签|体裁分类|有效性|信息分类|栏目|国内统一刊号|刊号|"
    "打印|保护视力色|背景色|播出|首播|重播|扫一扫|手机扫码"
)
LABEL = re.compile(
    rf"(?:(?<=[ |｜【〖\[（(/\-·—])|(?<![^\n])|(?<=[\d年月日点次]))(?:(?P<date>{_DATE_LABELS}|Updated?|Published|Posted|Date|Time)"
    rf"|(?P<source>{_SOURCE_LABELS}|Source)"
    rf"|(?P<writer>{_WRITER_LABELS}|Author|By|Editor)"
    rf"|(?P<other>{_OTHER_LABELS}|Views|Font ?size)) {{0,2}}[：:|｜]"
)
_BARE = re.compile(
    rf"(?:{_SOURCE_LABELS}|点击数|浏览次数|发布于|更新于|发布時間|发布时间|发布日期) {{0,4}}(?=[：:\d]|$)"
)
_CRUMB = re.compile(
    r"^.{0,6}(?:当前|所在|现在|您的)的?位置|^(?:您?在这里|网站|返回)?首 ?页 {0,3}(?:[>»›→/|\-·]|$)|^Home {0,2}[>»›/]"
)
_ARROW = re.compile(r" {0,3}(?:>{1,2}|»|›|＞|→) {0,3}")
_PATH = re.compile(r"[\u3400-\u9fffA-Za-z]{2,8}(?: (?:[|｜/]|—{1,2}) [\u3400-\u9fffA-Za-z+]{2,8}){2,6}")
"""Three steps and more with bars between: 首页 | 要闻 | 乡镇."""
_AGENDA = re.compile("(?:会议|活动|签约|座谈|培训|考察|举办|召开|开幕|报名)(?:时间|日期|地点)")
_JUNK_WORD = (
    "打印(?:本[文页])?|关闭(?:窗口|本页)?|加入收藏|收藏(?:本[文页])?|返回(?:首页|顶部|列表)?|回到?顶部|(?:上|下|前|后)一[篇条页]|"
    "没有了|相关(?:下载|附件|文件)|附件(?:下载)?|分享(?:到|至)?|微信|微博|QQ(?:空间)?|朋友圈|复制链接|大字?|中字?|小字?|默认|超大|[大中小]号|字号|字体|"
    "简繁转换|繁体版?|简体版?|无障碍(?:浏览)?|关怀版|长者模式|移动版|手机版|网站地图|联系我们|设为首页|登录|注册|搜索|"
    "点击(?:上方)?蓝字|关注我们|阅读原文|点个?赞|在看|END|The End|完|次|评论|举报|纠错|我要纠错|来源|时间|朗读|收听|播报"
)
_JUNK = re.compile(rf"(?:{_JUNK_WORD})")
_JUNK_START = re.compile(
    r"(?:-->|<!--|</?[a-zA-Z]|版权(?:所有|声明)|Copyright|©|[^ ]{0,3}ICP备|.{0,4}公网安备|免责声明|特别声明|网站标识码|技术支持|"
    r"[主承]办单位?[：:]|地址：|邮编：|电话：|联系电话|建议使用|扫一?扫|长按|微信扫|文章推荐|点击(?:上方)?蓝字|点个|"
    r"(?:上|下)一[篇条]|附件 ?\d{0,2}[：:]|【?字[体号]|选择阅读字号|（?(?:资料)?图片?[：:])"
)
_TAIL = re.compile(
    r"[【\[■▶*· ]{0,3}(?:(?:上|下)一[篇条]|相关(?:新闻|阅读|链接|文章|报道|信息|推荐|稿件)|"
    r"推荐(?:阅读|新闻)|延伸阅读|热[门点](?:新闻|推荐|文章)|猜你喜欢|"
    r"版权(?:所有|声明)|友情链接|主办单位)"
)
_SECTIONS = frozenset(
    re.findall(
        "[^ ]+",
        "首页 新闻 要闻 新闻中心 新闻动态 新闻资讯 政务要闻 政务动态 政务活动 今日要闻 要闻动态 "
        "要闻资讯 工作动态 部门动态 乡镇动态 基层动态 领导活动 领导动态 时政要闻 时政新闻 本地新闻 "
        "本地要闻 图片新闻 媒体聚焦 信息公开 政府信息公开 通知公告 正文 文章正文 详情 内容 详细内容 "
        "新闻详情 文章内容 东西部协作 对口支援 综合新闻 公司新闻 集团要闻 校园新闻 动态 公告 "
    )
)
_CREDIT_WORDS = re.compile(
    "(?:来源|稿源|转自|原标题|记 ?者|通讯员|特约|作者|文/图|图/文|图文|文图|供稿|撰稿|撰文|编辑|责编|责任编辑|"
    "摄影|摄|审核|校对|据|本报|本网|见习|实习|文[：/ ]|图[：/ ])"
)
_BRACKETED = re.compile(r"(?:[（【〔\[][^（）【】〔〕\[\]]{0,100}[）】〕\]] {0,4}){1,6}")
_NAMES = re.compile(r"[\u3400-\u9fff·]{2,12}(?:[ 、/]{1,3}[\u3400-\u9fff·]{2,12}){0,6}")
_CUE = re.compile("主持|间奏|掌声|音乐|开始曲|同期|略$|名单|排名|挂职|下同|以下|如下|右|左|中$")
_ISSUE = re.compile(r"(?:总?第? ?[\d一二三四五六七八九十百〇]{1,5} ?期|[\[（(〔]?\d{4}[\]）)〕]?(?:年)?第? ?\d{1,5} ?[期号]).{0,20}")
_WORD = re.compile("[\u3400-\u9fffA-Za-z]")


def line_kind(line: str) -> str:
    """Classify one line without its margins: ``crumb``, ``meta``, ``credit``, ``noise``, ``tail`` or ``content``.

    ``tail`` is the first line of a page's furniture (previous article, related news, copyright).
    Lines of more than 300 characters are content.
    """
    if len(line) > 300 or _AGENDA.match(line):
        return "content"
    if is_junk(line):
        return "tail" if _TAIL.match(line) else "noise"
    if _TAIL.match(line):
        return "tail"
    if is_crumb(line):
        return "crumb"
    if _is_credit(line):
        return "credit"
    return "meta" if _is_meta(line) else "content"


def is_crumb(line: str) -> bool:
    """Whether a line is a navigation path such as 首页 > 新闻中心 > 正文."""
    if _CRUMB.match(line):
        return True
    if _PATH.fullmatch(line):
        return True
    parts = _ARROW.split(line)
    return len(line) <= 120 and not find_stamp(line) and len(parts) >= 2 and not any(len(p) > 30 or "，" in p or p[-1:] in _END for p in parts if p)


def crumb_parts(line: str) -> list[str]:
    """The steps of a navigation path, its label left out."""
    path = re.sub(r"^.{0,8}位置 {0,2}[：:]? {0,2}", "", line)
    return [part.strip(" -/|·") for part in _ARROW.split(path) if part.strip(" -/|·")]


def is_junk(line: str) -> bool:
    """Whether a line is page furniture: buttons, rules, counters, markup."""
    if line in _SECTIONS or (_JUNK_START.match(line) and not _dated(line)):
        return True
    if not _WORD.search(line):
        return find_stamp(line) is None and not re.search(r"\d{1,2}[:：]\d\d", line)
    if len(line) > 60:
        return False
    rest = re.sub(r"[\W\d_]+", "", _JUNK.sub("", line))
    return not rest


def _dated(line: str) -> bool:
    """Whether a line of page furniture also holds the labelled day: 【字号 大 中 小】 时间：2022-11-10."""
    return len(line) <= 120 and any(label["date"] and find_stamp(line[label.end():label.end() + 20]) for label in LABEL.finditer(line))


def is_credit_text(inside: str) -> bool:
    """Whether the words in a pair of brackets name who wrote or supplied the text."""
    words = inside.strip()
    if _CREDIT_WORDS.match(words) and "。" not in words:
        return True
    return len(words) <= 40 and bool(_NAMES.fullmatch(words)) and not _CUE.match(words)


def _is_credit(line: str) -> bool:
    if _BRACKETED.fullmatch(line):
        return any(is_credit_text(part) for part in re.split(r"[（）【】〔〕\[\]]", line) if part.strip())
    labels = list(LABEL.finditer(line))
    if not labels or labels[0].start() > 2 or len(line) > 120 or "。" in line:
        return False
    if any(m["date"] or m["source"] or m["other"] for m in labels) or find_stamp(line):
        return False
    return len(line) <= 24 * len(labels) + 12


def _is_meta(line: str) -> bool:
    if "。" in line or len(line) > 200:
        return False
    if _ISSUE.fullmatch(line):
        return True
    labels = list(LABEL.finditer(line))
    if labels and len(line) <= 40 * len(labels) + 24 and "，" not in line[: labels[0].start()]:
        return labels[0].start() <= 40
    if _BARE.search(line) and len(line) <= 60 and "，" not in line:
        return True
    return _is_masthead(line)


def _is_masthead(line: str) -> bool:
    """A date between spaces or alone, perhaps with a paper's or an office's name: 某报 2018年5月25日 第1版."""
    if len(line) > 80:
        return False
    match = FULL_DATE.search(line)
    if match:
        before, after = line[: match.start()], line[match.end() :]
        return (not before or before[-1] in " -|｜·（(》】") and (not after or after[0] in " T|｜·）)星周第《【")
    if re.fullmatch(r"\d{1,2}[:：]\d\d(?:[:：]\d\d)?", line):
        return True
    parts = re.split(r" {1,}|[|｜]", line)
    return len(parts) >= 2 and any(re.fullmatch(r"\d{1,2}月\d{1,2}日", part) for part in parts) and "，" not in line


def is_title_shaped(line: str) -> bool:
    """Whether a content line could be a headline: short, not a sentence."""
    ascii_share = sum(char < "\x80" for char in line) / max(len(line), 1)
    limit = 160 if ascii_share > 0.7 else 80
    if not 4 <= len(line) <= limit or line[-1] in "。；：，、;:," or "。" in line:
        return False
    return len(_WORD.findall(line)) >= 4


_POST_END = re.compile(
    r" .*(?:书记|[县市区镇乡州旗盟处局科部院校团司组会站队厂事]长|主任|主席|经理|常委|总裁|教授|院士|委员|代表|专员|秘书长)(?:（[^（）]{1,20}）)?$"
)


_FIGURES = re.compile(r"\d ?[余多]?[万亿]{0,2}元")


def is_heading_shaped(line: str) -> bool:
    """Whether a content line inside the body heads a section."""
    if len(line) > 45 or line[-1] in _END or "。" in line or "：" in line:
        return False
    if _FIGURES.search(line) or line[0] in "（①②③④⑤⑥⑦⑧⑨⑩":
        return False
    return "  " not in line and line.count(" ") <= 1 and not _POST_END.search(line)
