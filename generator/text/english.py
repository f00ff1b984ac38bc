"""The words and the grammar of English."""

import re

from generator.text.language import Language


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _counted(words: str, *, start: int = 0, step: int = 1) -> dict[str, int]:
    return {word: number for number, word in zip(range(start, 10_000, step), words.split(), strict=False)}


ENGLISH = Language(
    negations=_set(
        "not no never nor neither none nobody no-one nothing nowhere without cannot hardly barely"
    ),
    negative_ending="n't",
    denials=_set("""
        deny denies denied denying denial denials refuse refuses refused reject rejects rejected
        false untrue refute refutes refuted fails failed
    """),
    hedges=_set("""
        allegedly apparently reportedly possibly perhaps maybe probably likely supposedly purportedly
        seemingly might may could if unless seem seems seemed appear appears appeared alleged purported
        suspected claim claims claimed unconfirmed unclear
    """),
    limits=_set("""
        but if unless allegedly reportedly apparently supposedly although though however except until
        provided perhaps possibly maybe probably purportedly seemingly albeit
    """),
    saying=_set("""
        say says said saying tell tells told add adds added claim claims claimed state states stated
        accuse accuses accused warn warns warned deny denies denied cite cites cited citing
        stress stresses stressed stressing urge urges urged pledge pledges pledged insist insists insisted
        argue argues argued announce announces announced report reports reported declare declares declared
        demand demands demanded demanding praise praises praised condemn condemns condemned
        reiterate reiterates reiterated express expresses expressed blame blames blamed boast boasts
        allege alleges alleged assert asserts asserted promise promises promised vow vows vowed
        admit admits admitted apologize apologized apologise apologised boasted
        telling adding claiming stating accusing warning denying urging pledging insisting arguing
        announcing declaring praising condemning expressing blaming alleging asserting promising
        vowing admitting note notes noted explain explains explained suggest suggests suggested
        confirm confirms confirmed acknowledge acknowledges acknowledged reply replies replied
        maintain maintains maintained contend contends contended complain complains complained
        believe believes believed criticize criticizes criticized criticise criticises criticised
        denounce denounces denounced emphasize emphasizes emphasized tweeted wrote writes
    """),
    saying_phrases=("according to", "called on", "calls on", "calling on"),
    dependent=_set("it he she they we i this these those its his her their our my such"),
    generic=_set("""
        mission person persons office group ministry delegation former latter man woman
        resident residents adviser spokesman spokeswoman spokesperson official officials
        statement same others other pair two
    """),
    article="the",
    possessive="'s",
    plural="s",
    abbreviated=re.compile(
        # "Lt. Gen. Smith", "J. R. Smith", "the U.S. Army"
        r"\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Cpl|Cmdr|Adm|Brig|Sen|Rep|Gov|Rev|St|[A-Z])$"
    ),
    months={
        **_counted("january february march april may june july august september october november", start=1),
        **_counted("jan feb mar apr may jun jul aug sept oct nov dec", start=1),
        "sep": 9,
        "december": 12,
    },
    numbers={
        **_counted("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"),
        **_counted("fifteen sixteen seventeen eighteen nineteen", start=15),
        **_counted("twenty thirty forty fifty sixty seventy eighty ninety", start=20, step=10),
    },
    multipliers={
        "dozen": 12,
        "hundred": 100,
        "thousand": 1_000,
        "million": 1_000_000,
        "billion": 1_000_000_000,
        "trillion": 1_000_000_000_000,
    },
    single=re.compile(r"(?<!\bhalf )(?<!\bof )\ba $"),
    joiner="and",
    ordinals=re.compile("first|second|third|fifth|eighth|ninth|twelfth|[a-z]+th"),
)
