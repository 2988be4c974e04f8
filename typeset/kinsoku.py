"""Which characters may not begin or end a line (禁則, after JIS X 4051 and the W3C's JLREQ)."""

NEVER_FIRST = frozenset(
    "、。，．,.・：；:;？！?!‼⁇⁈⁉"
    ")）]］}｝〕〉》」』】〙〗〟’”｠»"
    "‐゠–〜～ー…‥—―"
    "ヽヾゝゞ々〻"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
    "｡｣､･ｧｨｩｪｫｬｭｮｯｰﾞﾟ"
    "%％‰℃°′″"
)
NEVER_LAST = frozenset("(（[［{｛〔〈《「『【〘〖〝‘“｟«｢￥¥$＄£￡€#＃№")


def may_part(before: str, after: str) -> bool:
    """Tell whether a line may end with the character `before` and the next begin with `after`."""
    return after[0] not in NEVER_FIRST and before[0] not in NEVER_LAST
