"""What can be wrong with an offered document. Each error says in Chinese what to do next."""

from __future__ import annotations

from typing import Any, ClassVar


class PlanImportError(Exception):
    """Base of all refusals. `template` is the message id, `data` fills it, `message` is both."""

    template: ClassVar[str] = "这个文件读不出来。换一个文件再传。库里没有改动。"

    def __init__(self, **data: Any) -> None:
        self.data = data
        super().__init__(self.message)

    @property
    def message(self) -> str:
        return self.template.format(**self.data)


class EmptyDocument(PlanImportError):
    template = "文件里没有文字。检查是不是选错了文件，或者把正文粘贴进来。库里没有改动。"


class TitleOnly(PlanImportError):
    template = "文件里只有标题，没有正文。检查是不是选错了文件，补上正文再传。库里没有改动。"


class Classified(PlanImportError):
    """A portal on the internet holds no state secret (保守国家秘密法, text of 2010, Art. 26)."""

    template = (
        "文件开头写着密级。本站在互联网上，不是涉密系统，没有收下，传上来的也删掉了。"
        "涉密的照保密规定处理，并告诉本单位管保密的人；已经解密或者标错的，去掉标志再传。"
    )


class UnsupportedFormat(PlanImportError):
    template = (
        "能读 .docx、.doc、.pdf、网页（.html）、.txt 和 .md，这个是 {suffix}。"
        "在 Word 或 WPS 里另存为 .docx 再传。库里没有改动。"
    )


class PictureFile(PlanImportError):
    template = (
        "这是图片（{suffix}），里面的字读不出来。有电子稿的传 Word 或 PDF；"
        "只有纸质的，打成文字粘贴进来。库里没有改动。"
    )


class WrongExtension(PlanImportError):
    template = (
        "文件名说是 {suffix}，内容却是{actual}。改成正确的扩展名，或另存一次再传。库里没有改动。"
    )


class UndecodableText(PlanImportError):
    template = (
        "认不出这个文本的编码（试过 UTF-8、UTF-16、GB18030）。"
        "用记事本打开，另存为 UTF-8 再传。库里没有改动。"
    )


class NulCharacters(PlanImportError):
    template = (
        "文本里有 {count} 个空字符（NUL），不是完整的纯文本。"
        "重新从原文复制，另存为 UTF-8 再传。库里没有改动。"
    )


class LoneSurrogates(PlanImportError):
    template = (
        "文本里有 {count} 个残缺的字符，第一个在第 {position} 字。"
        "重新从原文复制再粘贴。库里没有改动。"
    )


class TooLarge(PlanImportError):
    template = "文件有 {size} MB，最大收 {limit} MB。拆成几份再传。库里没有改动。"


class TooLong(PlanImportError):
    template = "正文有 {count} 字，最多收 {limit} 字。按章拆成几份再传。库里没有改动。"


class TooManyLines(PlanImportError):
    template = (
        "正文有 {count} 行，最多收 {limit} 行。"
        "检查是不是每个字占了一行，或者按章拆成几份再传。库里没有改动。"
    )


class TooManyClauses(PlanImportError):
    template = "读出 {count} 条条文，最多收 {limit} 条。按章拆成几份再传。库里没有改动。"


class EncryptedDocument(PlanImportError):
    template = "这个 Word 文件加了密码，去掉密码再传。库里没有改动。"


class LegacyWord(PlanImportError):
    template = (
        "这个 Word 或 WPS 文件的格式太旧，读不出来。"
        "在 Word 或 WPS 里另存为 .docx 再传。库里没有改动。"
    )


class UnknownNumbers(PlanImportError):
    template = (
        "这个旧版 Word 文件里有认不准的自动编号，读进来会丢。"
        "在 Word 或 WPS 里另存为 .docx 再传。库里没有改动。"
    )


class FixedLayout(PlanImportError):
    template = (
        "这是版式文件（.ofd）。用 OFD 阅读器打开，导出或另存为 PDF 或 Word（.docx）再传；"
        "导不出来，就复制正文粘贴进来。库里没有改动。"
    )


class MacroDocument(PlanImportError):
    template = (
        "这是带宏的 Word 文件，宏不会运行，也不收。"
        "在 Word 里另存为 .docx（不带宏）再传。库里没有改动。"
    )


class SavedArchive(PlanImportError):
    template = (
        "这是浏览器存的单个网页文件（.mht）。"
        "在浏览器里打开，另存为“仅 HTML”（.html）再传。库里没有改动。"
    )


class CorruptDocument(PlanImportError):
    template = "这个 Word 文件打不开（{reason}）。在 Word 里打开，另存一次再传。库里没有改动。"


class TooDeep(PlanImportError):
    template = (
        "这个网页一层套一层，套得太深，读不了。把正文粘贴进来，或者在 Word 里整理好，"
        "另存为 .docx 再传。库里没有改动。"
    )


class EncryptedPdf(PlanImportError):
    template = "这个 PDF 加了密码。去掉密码另存一份再传，或者用 Word 文件。库里没有改动。"


class CorruptPdf(PlanImportError):
    template = (
        "这个 PDF 打不开，可能没有下载完整。"
        "重新下载或另存一份再传，或者用 Word 文件。库里没有改动。"
    )


class ScannedPdf(PlanImportError):
    template = (
        "这个 PDF 是扫描的图片，里面没有文字。"
        "先做文字识别（OCR）再传，或者用 Word 文件。库里没有改动。"
    )


class UnmappedPdf(PlanImportError):
    template = (
        "这个 PDF 里的字没有带编码，读出来是乱码。"
        "用 Word 文件，或者做一遍文字识别（OCR）再传。库里没有改动。"
    )
