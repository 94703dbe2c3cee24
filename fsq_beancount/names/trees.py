"""Words that say which accounts are of one property or business, and which are the household's.

A name that an income account and an expense account share ties them together, unless it is a word
that any household uses for many things. The lists are not complete: a missing word makes a check
ask, or not ask, and changes no figure.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from fsq_beancount.names.income import income
from fsq_beancount.names.language import Vocabulary
from fsq_beancount.names.lexicons import COSTS, INCOME
from fsq_beancount.names.reading import Lexicon, pieces

_SHORTEST: Final = 3
"""Shorter words are codes of countries, languages and currencies."""

_WORDS: Final = Lexicon(
    [
        Vocabulary(
            words={
                # Costs of living itself, wherever they stand.
                "everyday": """
                    food, groceries, grocery, supermarket, restaurant, restaurants, dining, eating
                    out, coffee, drinks, alcohol, travel, travels, trip, trips, vacation, vacations,
                    holiday, holidays, flight, flights, hotel, hotels, clothes, clothing, shoes,
                    cosmetics, hairdresser, health, medical, doctor, dentist, pharmacy, gym, sport,
                    sports, kids, children, child, school, daycare, childcare, tuition, education,
                    entertainment, fun, movies, leisure, hobby, hobbies, personal, personal care,
                    allowance, pocket money, gift, gifts, present, presents, donation, donations,
                    charity, pet, pets, dog, cat, car, cars, fuel, petrol, transport,
                    transportation, transit, commute, phone, mobile, lunch, dinner, birthday,
                    living,

                    essen, lebensmittel, supermarkt, einkauf, einkaeufe, kantine,
                    kaffee, getraenke, reise, reisen, urlaub, fluege, kleidung, schuhe, kosmetik,
                    friseur, gesundheit, arzt, aerzte, zahnarzt, apotheke, fitness, kinder, kind,
                    schule, kita, bildung, freizeit, kino, hobbys, taschengeld, geschenk,
                    geschenke, spende, spenden, haustier, haustiere, hund, katze, auto, kfz, benzin,
                    tanken, mobilitaet, oepnv, bahn, handy, geburtstag, leben, lebenshaltung,

                    alimentation, nourriture, courses, restaurant, voyage, voyages, vacances,
                    vetements, sante, medecin, enfants, ecole, loisirs, cadeaux, dons, voiture,
                    essence, transports,
                    comida, alimentacion, supermercado, restaurantes, viaje, viajes, vacaciones,
                    ropa, salud, medico, hijos, colegio, ocio, regalos, coche, gasolina, transporte,
                    cibo, spesa, alimentari, ristorante, ristoranti, viaggio, viaggi, vacanze,
                    vestiti, salute, figli, scuola, svago, regali, macchina, benzina, trasporti,
                    eten, boodschappen, reis, reizen, vakantie, kleding, gezondheid, kinderen,
                    vrije tijd, cadeaus, vervoer,
                    mat, livsmedel, dagligvarer, resor, rejser, reiser, semester, klaeder, klaer,
                    barn, bil, gaver, transporte, comida, viagem, viagens, roupa, saude, filhos,
                    lazer, presentes
                """,
                # Costs of a home that somebody lives in.
                "lived-in": """
                    electricity, internet, broadband, cable, tv, television, furniture, household,
                    cleaning supplies, rent, utilities, heating, gas, energy, power,
                    strom, gas, heizung, rundfunk, gez, moebel, einrichtung, haushalt, miete,
                    warmmiete, kaltmiete, fernsehen, energie, telefon,
                    electricite, chauffage, meubles, loyer, luz, muebles, alquiler, luce, mobili,
                    affitto, stroom, huur, meubels, el, stroem, hyra, husleje
                """,
                # What some people sell and any household may buy.
                "consumed": """
                    book, books, music, game, games, photo, photos, photography, film, films, art,
                    garden, software, apps, computer, magazine, magazines, instruments, craft,
                    crafts, wine, bike, bikes,
                    buch, buecher, musik, spiel, spiele, foto, fotos, fotografie, filme, kunst,
                    garten, zeitschriften, instrumente, basteln, wein, fahrrad, fahrraeder,
                    livre, livres, musique, jeux, jardin, vin, libro, libros, musica, juegos,
                    jardin, vino, libri, giochi, giardino, boeken, muziek, spellen, tuin, bocker,
                    boeger, livros, jogos
                """,
                # What is let, from the landlord's side.
                "letting": """
                    rental, rentals, rental property, rental properties, letting, lettings,
                    investment property, investment properties, rented out, buy to let,
                    vermietung, vermietet, mietshaus, mietobjekt, mietobjekte, verpachtung,
                    mietimmobilie, mietimmobilien, location, locations, locatif, locative, lmnp,
                    gestion locative, verhuur, verhuurd
                """,
                # What names no single thing.
                "common": """
                    other, others, misc, miscellaneous, general, various, passive, active, private,
                    personal, household, family, income, main, common, shared, joint, own, new, old,
                    regular, monthly, yearly, extra, side, bank, cash, account, broker, money,
                    fixed, home, housing, eigenheim, zuhause, wohnen,
                    variable, the, and, of, for, from, room, rooms,
                    sonstiges, sonstige, andere, anderes, allgemein, privat, haushalt, familie,
                    gemeinsam, einkommen, einnahmen, einkuenfte, ertraege, passiv, aktiv, konto,
                    depot, geld, fix, zimmer, und, von, fuer, aus,
                    autres, autre, divers, prive, famille, foyer, revenus, banque, chambre,
                    otros, otro, varios, privado, familia, ingresos, banco, altro, altri, varie,
                    privato, famiglia, banca, overig, overige, gezin, inkomen, diverse, ovrigt
                """,
            },
            endings={"everyday": "reise, reisen, kleidung, geschenke, spenden"},
        )
    ]
)


@lru_cache(maxsize=4096)
def words_of(component: str) -> frozenset[str]:
    """Return the words of a component of a name that can tie it to another, folded.

    A component with digits is one word: ``Whg-1`` and ``Whg-2`` are two flats.
    """
    parts = pieces(component)
    whole = "".join(parts)
    if any(letter.isdigit() for letter in whole):
        parts = []
    return frozenset(
        word
        for word in (*parts, whole)
        if len(word) >= _SHORTEST and "common" not in _WORDS.read(word).words
    )


@lru_cache(maxsize=4096)
def own_words(account: str, *, of_property: bool = False) -> frozenset[str]:
    """Return the words that name what an income account is of, not its kind of income, folded.

    Args:
        account: The account.
        of_property: Whether the words of components that name any property or home are wanted;
            otherwise those of all other components, which are names of their own.
    """
    return frozenset(
        word
        for component in account.split(":")[1:]
        if _is_of_property(component) == of_property
        for word in words_of(component)
        if income(f"Income:{word}") is None
    )


@lru_cache(maxsize=4096)
def trade_words(account: str) -> frozenset[str]:
    """Return the words of an income account for what is sold or licensed: courses, e-books.

    A household may pay for such things, too, so they tie an expense only beside other evidence.
    """
    return frozenset(
        word
        for component in account.split(":")[1:]
        for word in words_of(component)
        if (match := income(f"Income:{word}")) and match.category in ("product", "royalty")
    )


def _is_of_property(component: str) -> bool:
    return names_property(component) or "home" in COSTS.read(component).words


@lru_cache(maxsize=4096)
def is_everyday(account: str) -> bool:
    """Return whether an expense account is named for living itself: food, travel, clothes."""
    return "everyday" in _WORDS.all(account)


@lru_cache(maxsize=4096)
def is_lived_in(account: str) -> bool:
    """Return whether an expense account is named for a home that somebody lives in."""
    return "lived-in" in _WORDS.all(account)


def is_consumed(word: str) -> bool:
    """Return whether a word names what some people sell and any household may buy: books."""
    return "consumed" in _WORDS.read(word).words


def is_home(word: str) -> bool:
    """Return whether a word names a home of any kind: one's own as well as a let one."""
    return "home" in COSTS.read(word).words and not names_property(word)


def names_property(component: str) -> bool:
    """Return whether a component of a name is a word for property or for letting."""
    return "property" in INCOME.read(component).words or is_of_letting(component)


def is_of_letting(component: str) -> bool:
    """Return whether a component of a name is a word for letting, from the landlord's side."""
    return "letting" in _WORDS.read(component).words
