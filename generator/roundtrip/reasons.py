"""The kinds of file that come back and are no sheet to be read: what each is, and what somebody can do about it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Reason:
    """Why a file is not read, and the way out, in Danish; `harmless` where nobody has to do anything."""

    found: str
    way_out: str = ""
    harmless: bool = False


_FILL_IN = "Skriv svarene over på arket på skærmen, hvis de skal med."
_ATTACHED = "Gem arket fra mailen i mappen."
SYSTEM = Reason("En fil, som styresystemet selv laver.", harmless=True)
LOCK = Reason("Et mærke om, at et program har en fil åben.", "Luk filen i programmet.", harmless=True)
HIDDEN = Reason(
    "En skjult fil eller mappe. Det, der er i den, er ikke læst.",
    "Ligger der et ark i den, så flyt det op i mappen.",
    harmless=True,
)
HIDDEN_SHEET = Reason("En skjult fil.", "Giv den et navn uden punktum foran, hvis den skal med.")
WASTE = Reason("En papirkurv, eller en mappe, som styresystemet selv laver.", harmless=True)
CLOSED = Reason("En mappe, der ikke kan åbnes. Det, der er i den, er ikke læst.", "Se, om du må læse den.")
LINK = Reason("En genvej til noget andet.", "Læg selve filen i mappen.")
EMPTY = Reason("Filen er tom.", "Ligger den i skyen, så åbn den én gang, så den bliver hentet ned.")
CLOUD = Reason("Filen er ikke hentet ned fra skyen.", "Åbn den én gang, så den bliver hentet ned.")
NOT_OPENED = Reason("Filen kan ikke åbnes.", "Se, om du må læse den, og om den er hentet ned.")
TOO_LARGE = Reason("Filen er alt for stor til et ark.")
MAIL = Reason("En mail.", _ATTACHED)
OUTLOOK = Reason("En mail fra Outlook, eller et dokument fra et gammelt Office.", _ATTACHED)
DATA = Reason("Kun data fra en formular (FDF).", "Gem hele arket som PDF i stedet.")
PICTURE = Reason("Et billede, fx et scannet ark.", _FILL_IN)
OFFICE = Reason("Et dokument fra et kontorprogram.", "Gem arket som PDF fra den side, hvor det blev udfyldt.")
NO_ZIP = Reason("En zip-fil, der ikke kan pakkes ud.", "Pak den ud i mappen, eller bed om en ny.")
ZIP_IN_ZIP = Reason("En zip-fil i en zip-fil.", "Pak den ud i mappen.")
LOCKED = Reason("Filen er låst med en adgangskode.", "Gem den uden.")
BROKEN = Reason("Filen er ødelagt eller hørte op midt i det hele.", "Bed om den igen.")
WEB_PAGE = Reason("En webside, der kun hedder PDF.", "Hent selve arket, fx ved at logge ind først.")
OTHER_LETTERS = Reason(
    "Et ark, der er gemt med et andet tegnsæt, så æ, ø og å er gået tabt.",
    "Gem det som UTF-8 i det program, der gemte det sidst, eller bed om det ark, der kom fra browseren.",
)
NO_WEB_SHEET = Reason("En webside uden svar fra et ark.", "Åbn arket i en browser, og gem det med »Gem på enheden«.")
TOGETHER = Reason("Flere ark i én fil, så svarene har skrevet hinanden over.", "Gem hvert ark som en fil for sig.")
PRINTED = Reason("Arket er printet til PDF, så felterne er væk.", "Brug den fil, der blev udfyldt. Ellers: " + _FILL_IN)
LAID_ON = Reason("Der er skrevet oven på arket og ikke i felterne.", _FILL_IN)
SCANNED = Reason("Et scannet eller fotograferet ark.", _FILL_IN)
NO_SHEET = Reason("En PDF uden felter, som ikke er et af arkene.")
OTHER_FORM = Reason("En formular, som ikke er et af arkene.")
NOTHING_KNOWN = Reason("Ikke en fil, der kan være et ark.")
