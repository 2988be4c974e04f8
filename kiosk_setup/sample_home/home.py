"""The invented household of 田中 きよ."""

from wire.content import (
    Household,
    Phone,
    Resident,
    Shelter,
    UsualTrip,
)

KIYO = Resident(id="kiyo", name="田中 きよ", kana="たなか きよ")
TARO = Resident(id="taro", name="田中 太郎", kana="たなか たろう")


def household(*residents: Resident) -> Household:
    """田中 きよ, whose box this is."""
    return Household(
        id="tanaka",
        name="田中 きよ",
        area="akai",
        area_name="赤井",
        section_name="1班",
        residents=residents or (KIYO,),
        home_stop="home",
        usual_trips=(
            UsualTrip(id="out", from_stop="home", to_stop="hospital", leave_at="09:10"),
            UsualTrip(id="back", from_stop="hospital", to_stop="home", leave_at="11:30"),
        ),
        shelter=Shelter(
            name="湊公民館",
            walk_minutes=12,
            advice=("沢ぞいの 道は 通らないで。", "むずかしい ときは 2階の 山と 反対の 部屋へ。"),
            distance_m=720,
            steps=("家を 出て 右へ。", "神社の 前を 左へ。", "橋を わたって すぐ 右です。"),
        ),
        needs=("medicine", "pet"),
        phones=(Phone(label="湊支所", number="0242-00-0001"),),
        commissioner="佐藤 はる",
    )
