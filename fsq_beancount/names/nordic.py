"""Swedish, Danish and Norwegian account names: the usual ones, and the words that qualify.

Folded and without accents: ``ö`` and ``ø`` are ``oe``, ``ä`` and ``æ`` are ``ae``, ``å`` is ``a``.
"""

from __future__ import annotations

from typing import Final

from fsq_beancount.names.language import Language, Vocabulary

SWEDISH: Final = Language(
    income=Vocabulary(
        words={
            "work": """
                loen, loener, nettoloen, bruttoloen, manadsloen, semesterersaettning, semesterloen,
                oevertid, arvode, arvoden, dricks, sjukpenning, sjukloen, foeraeldrapenning,
                a kassa, akassa, arbetsloeshetsersaettning, vab, stipendium
            """,
            "occupation": "arbete, jobb, arbetsgivare",
            "gift": """
                gava, gavor, presenter, arv, penninggava, foedelsedagspengar, julklapp, julklappar,
                fickpengar, donation, donationer
            """,
            "transfer": """
                barnbidrag, studiebidrag, csn, skatteverket, foersaekringskassan, flerbarnstillaegg
            """,
            "housing-benefit": "bostadsbidrag, bostadstillaegg",
            "gain": """
                kapitalvinst, kapitalvinster, kapitalfoerlust, kapitalfoerluster, reavinst,
                reavinster, kursvinst, kursvinster
            """,
            "dividend": """
                utdelning, utdelningar, aktieutdelning, aktieutdelningar, fondutdelning,
                fondutdelningar
            """,
            "interest": """
                raenta, raentor, raenteintaekt, raenteintaekter, bankraenta, sparraenta,
                inlaningsraenta, ranteintakter, kupongraenta, obligationsraenta
            """,
            "rent": """
                hyra, hyror, hyresintaekt, hyresintaekter, hyresintakter, uthyrning, arrende,
                arrendeintaekter, hyresgaest, hyresgaester, andrahandshyra
            """,
            "royalty": """
                upphovsraett, licensintaekter
            """,
            "product": "prenumeration, prenumerationer, medlemskap",
            "recurring": "prenumeration, prenumerationer, medlemskap",
            "annuity": """
                alderspension, allmaen pension, garantipension, inkomstpension, premiepension,
                privatpension, livraenta, efterlevandepension, aenkepension, pensionsutbetalning,
                pensionsutbetalningar
            """,
            "sales": "foersaeljning, omsaettning, kund, kunder",
            "refund": """
                aterbaering, skatteaterbaering, aterbetalning, aterbetalningar, aterbetald,
                ersaettning utlaegg, utlaegg, rabatt, rabatter, foersaekringsersaettning, atervinst
            """,
            "deposit": """
                deposition, depositioner, handpenning
            """,
            "employer": """
                arbetsgivare, arbetsgivaren, arbetsgivaravgift, arbetsgivarens, personalaktier
            """,
            "subject": "frilans, egenfoeretagare, enskild firma, yrke",
            "trade": "undervisning, laerare, foerelaesning, foerelaesningar, lektioner, konsult",
            "help": """
                bidrag, rumskamrat, rumskompis, sambo, sambon, underhallsbidrag, underhall,
                underhallsstoed, stoed, delade kostnader
            """,
            "share": """
                andel, andelar, del, inneboende, pojkvaen, flickvaen, kompis, kompisar, vaen,
                vaenner
            """,
            "nothing": "tjaenstepension",
            "staff": "medarbetare, anstaelld, anstaellda",
            "returned": "annullerad, kreditering, nedsaettning, reduktion",
        },
        endings={
            "work": "manadsloen, timloen",
            "dividend": """
                aktieutdelning, aktieutdelningar, fondutdelning
            """,
            "interest": "raenta, raenteintaekter, raentor",
            "rent": """
                hyresintaekter, rumshyra, andrahandshyra, bostadshyra, lokalhyra, garagehyra
            """,
            "refund": "aterbaering, aterbetalning",
            "help": "bidrag, tillaegg",
            "share": "andel",
        },
        beginnings={
            "interest": "raente",
            "dividend": "utdelnings",
            "rent": """
                hyresdeposition, hyresbidrag, hyresinta, hyresinkomst
            """,
            "employer": "arbetsgivar",
            "deposit": "hyresdeposition",
            "help": "bostadsbidrag, hyresbidrag",
            "nothing": "hyresbil",
        },
    ),
    costs=Vocabulary(
        words={
            "capital-tax": """
                kapitalskatt, kaellskatt, utlaendsk kaellskatt, kupongskatt, isk skatt, iskskatt,
                schablonskatt, avkastningsskatt, kapitalvinstskatt, utdelningsskatt,
                skatt pa utdelning
            """,
            "wage-tax": "preliminaerskatt, a skatt, loeneskatt, kommunalskatt, skatt pa loen",
            "social": """
                arbetsgivaravgift, arbetsgivaravgifter, egenavgifter, sociala avgifter,
                socialavgifter
            """,
            "vat": """
                utgaende moms, mervaerdesskatt, momsen, moms att betala, momsredovisning,
                momsinbetalning, momsbetalning, momsskuld
            """,
            "tax": "skatt, skatter, inkomstskatt, slutskatt, kvarskatt, statlig skatt",
            "household-tax": """
                fastighetsskatt, fastighetsavgift, fordonsskatt, bilskatt, traengselskatt, hundskatt
            """,
            "fee": """
                avgift, avgifter, bankavgift, bankavgifter, transaktionsavgift, kortavgift,
                foervaltningsavgift
            """,
            "bare-fee": "avgift, avgifter",
            "household": """
                foerskola, dagis, skola, fritids, gym, parkering, fackfoerbund, fack, facket, sopor,
                avlopp, tandlaekare, laekare, foersaekring, resa, bredband, bostadsraett, foerening
            """,
            "home": "hus, bostad, laegenhet, bil, hund",
            "upkeep": "underhall, reparation, reparationer, manadsavgift, renovering",
            "interest": """
                raenta, raentor, raentekostnader, bolaneraenta, upplupen raenta
            """,
            "loss": """
                foerlust, foerluster, kreditfoerlust, kreditfoerluster, kapitalfoerlust,
                nedskrivning, nedskrivningar, bortskrivning
            """,
            "claim": "lan, fordran, fordringar",
            "depreciation": "avskrivning, avskrivningar",
            "moms": "moms",
            "moms-beside": """
                skatt, skatter, skatteverket, avgift, avgifter, foeretag, foeretaget, enskild firma,
                firma, bolag, bolaget
            """,
        },
        endings={
            "tax": "skatt, skatter",
            "household-tax": "fastighetsskatt, fordonsskatt",
            "fee": "avgift, avgifter",
            "interest": "raenta, raentor",
            "loss": "foerlust, foerluster",
        },
        beginnings={
            "interest": "raente",
            "household": "skol, parkerings, medlems, foersaekrings, trafik",
        },
        exceptions={
            "tax": "ingaende moms",
            "vat": "ingaende moms",
        },
    ),
    holdings=Vocabulary(
        words={
            "loan": "bolan, studielan, huslan, billan, privatlan, lan, blancolan",
            "house": "hus, bostad, bostadsraett, laegenhet, fastighet, fastigheter, sommarstuga",
            "land": """
                skog
            """,
            "car": """
                bil, bilar, motorcykel
            """,
            "deposit": "hyresdeposition, deposition",
            "claim": "fordran, fordringar, kundfordringar, utlanat",
            "pension": "pension, pensioner, tjaenstepension, premiepension, pensionssparande, ips",
            "contract": "kapitalfoersaekring, livfoersaekring",
        },
    ),
)

DANISH: Final = Language(
    income=Vocabulary(
        words={
            "work": """
                loenninger, loenindkomst, loenindtaegt, feriepenge, dagpenge, sygedagpenge,
                barselsdagpenge, drikkepenge, overarbejde, manedsloen, bijob, fritidsjob, a kasse,
                akasse, efterloen
            """,
            "occupation": "arbejde, arbejdsgiver",
            "gift": """
                gave, gaver, arv, lommepenge, pengegave, foedselsdagspenge, julegave, julegaver,
                konfirmationspenge, donationer
            """,
            "transfer": """
                boernepenge, boernecheck, boerneydelse, boerne og ungeydelse, kontanthjaelp,
                skattestyrelsen, su
            """,
            "housing-benefit": "boligstoette, boligsikring, boligydelse",
            "gain": """
                kursgevinst, kursgevinster, kurstab, kapitalgevinst, kapitalgevinster, aktiegevinst,
                aktiegevinster
            """,
            "dividend": """
                udbytte, udbytter, aktieudbytte, aktieudbytter, udbyttebetaling, udbyttebetalinger
            """,
            "interest": """
                renteindtaegt, renteindtaegter, bankrenter, indlansrente, indlansrenter,
                opsparingsrente, obligationsrente, obligationsrenter, kuponrente, renteafkast
            """,
            "rent": """
                husleje, huslejer, huslejeindtaegt, huslejeindtaegter, lejeindtaegt, lejeindtaegter,
                udlejning, forpagtning, lejer, lejere, udlejningsindtaegter
            """,
            "product": "abonnementer, medlemskaber",
            "annuity": """
                folkepension, alderspension, ratepension, livrente, livsvarig pension,
                tjenestemandspension, atp pension
            """,
            "sales": "salg, omsaetning, kunder",
            "refund": """
                tilbagebetaling, tilbagebetalinger, refusion, refusioner, refundering,
                refunderinger, overskydende skat, rabat, erstatning, erstatninger, udlaeg
            """,
            "deposit": "depositum",
            "employer": "arbejdsgiver, arbejdsgivere, arbejdsgiverbidrag, medarbejderaktier",
            "subject": "selvstaendig, erhverv, freelancearbejde",
            "trade": "underviser, foredrag, laerer, konsulent",
            "help": """
                boernebidrag, underholdsbidrag, hustrubidrag, bofaelle, bofaeller, samlever, roomie,
                tilskud, stoette, hjaelp, faellesudgifter
            """,
            "share": "andele, halvdelen, kaereste, ven, veninde, venner",
            "nothing": "renter",
            "staff": "medarbejder, medarbejdere",
            "returned": "annulleret, nedsaettelse, kreditnota",
        },
        endings={
            "work": """
                timeloen, grundloen, ferieloen, nettoloen, bruttoloen
            """,
            "dividend": "udbytte",
            "interest": """
                bankrenter, sparerenter, renteindtaegter
            """,
            "rent": "husleje, udlejning",
            "refund": "tilbagebetaling",
            "help": "tilskud",
        },
        beginnings={
            "dividend": "udbytte",
            "interest": "renteindt",
            "rent": "lejeindt, huslejetilskud",
            "employer": "arbejdsgiver",
            "help": "huslejetilskud",
        },
    ),
    costs=Vocabulary(
        words={
            "capital-tax": """
                udbytteskat, aktieskat, pal skat, palskat, kapitalindkomstskat, skat af udbytte,
                lagerskat
            """,
            "wage-tax": "a skat, askat, kildeskat, skat af loen",
            "social": "am bidrag, arbejdsmarkedsbidrag, atp, a kasse bidrag",
            "vat": """
                salgsmoms, udgaende moms, momsafregning, momsbetaling, momsangivelse, skyldig moms
            """,
            "tax": "skat, b skat, restskat, indkomstskat",
            "household-tax": """
                ejendomsskat, grundskyld, ejendomsvaerdiskat, vaegtafgift, groen ejerafgift,
                ejerafgift, medielicens
            """,
            "fee": "gebyr, gebyrer, bankgebyr, bankgebyrer, kurtage, handelsomkostninger",
            "bare-fee": "gebyr, gebyrer",
            "household": """
                boernehave, vuggestue, skole, fagforening, parkeringsplads, tandlaege, laege,
                forsikring, renovation, rejse
            """,
            "interest": "renteudgift, renteudgifter, prioritetsrenter",
            "loss": "kurstab, kredittab, tab pa debitorer",
            "claim": "lan",
            "depreciation": "afskrivning, afskrivninger",
            "moms-beside": "skat, skattestyrelsen, afgift, afgifter, virksomhed",
        },
        endings={
            "tax": """
                indkomstskat
            """,
            "fee": "gebyr, gebyrer",
            "interest": "renteudgifter",
        },
        exceptions={
            "tax": "koebsmoms, indgaende moms",
            "vat": "koebsmoms, indgaende moms",
        },
    ),
    holdings=Vocabulary(
        words={
            "loan": "boliglan, billan, realkredit, realkreditlan, banklan",
            "house": "bolig, lejlighed, ejendom, sommerhus",
            "deposit": "depositum",
            "claim": "tilgodehavende, tilgodehavender, udlan",
            "pension": "ratepension, alderspension, aldersopsparing, livrente, pensionsopsparing",
            "contract": "boerneopsparing, livsforsikring",
        },
    ),
)

NORWEGIAN: Final = Language(
    income=Vocabulary(
        words={
            "work": """
                loenn, nettoloenn, bruttoloenn, loennsinntekt, loennsinntekter, feriepenger,
                sykepenger, dagpenger, foreldrepenger, drikkepenger, overtid,
                arbeidsavklaringspenger
            """,
            "occupation": "arbeid, arbeidsgiver",
            "gift": """
                gave, gaver, arv, lommepenger, pengegave, bursdagspenger, julegave, julegaver,
                gavebrev, donasjoner
            """,
            "transfer": "barnetrygd, kontantstoette, skatteetaten, lanekassen",
            "housing-benefit": "bostoette",
            "gain": """
                kursgevinst, kursgevinster, aksjegevinst, aksjegevinster, kurstap, kapitalgevinst,
                kapitalgevinster
            """,
            "dividend": """
                utbytte, utbytter, aksjeutbytte, aksjeutbytter, fondsutbytte, utbytteutbetaling
            """,
            "interest": """
                renteinntekt, renteinntekter, innskuddsrente, innskuddsrenter, sparerente,
                sparerenter, bankrenter, kupongrente, obligasjonsrente, obligasjonsrenter
            """,
            "rent": """
                husleie, husleier, leieinntekt, leieinntekter, utleie, utleieinntekt,
                utleieinntekter, hybelutleie, leietaker, leietakere, forpaktning
            """,
            "product": "abonnementsinntekter, medlemskapsinntekter",
            "annuity": """
                pensjon, pensjoner, alderspensjon, tjenestepensjon, uforepensjon, ufoerepensjon,
                livrente, folketrygd, etterlattepensjon
            """,
            "sales": "salgsinntekter, omsetning",
            "refund": """
                tilbakebetaling, tilbakebetalinger, refusjon, refusjoner, skattepenger,
                tilgode skatt, erstatning, utlegg
            """,
            "deposit": """
                depositum
            """,
            "employer": "arbeidsgiver, arbeidsgivers, arbeidsgiveravgift, ansattaksjer",
            "subject": "selvstendig, enkeltpersonforetak, frilanser, naeringsdrivende, yrke",
            "trade": "laerer, foredrag",
            "help": """
                barnebidrag, underholdsbidrag, romkamerat, samboer, samboeren, tilskudd, stoette,
                fellesutgifter
            """,
            "share": "andeler, halvparten, kjaereste, venn, venninne",
            "staff": "ansatt, ansatte",
        },
        endings={
            "work": "loenn",
            "dividend": "utbytte",
            "interest": "renteinntekter",
            "rent": "husleie, utleie, leieinntekter",
            "annuity": """
                alderspensjon, tjenestepensjon
            """,
            "refund": "tilbakebetaling",
            "help": "tilskudd, stoette",
        },
        beginnings={
            "dividend": "utbytte",
            "interest": "renteinn",
            "rent": "leieinnt, husleiedepositum",
            "deposit": "husleiedepositum",
            "employer": "arbeidsgiver",
            "annuity": "pensjons",
        },
    ),
    costs=Vocabulary(
        words={
            "capital-tax": """
                kildeskatt, utbytteskatt, kildeskatt utbytte, skatt pa utbytte, aksjeskatt
            """,
            "wage-tax": "forskuddstrekk, skattetrekk, trinnskatt, skatt pa loenn",
            "social": """
                trygdeavgift, folketrygd, folketrygdavgift, arbeidsgiveravgift
            """,
            "vat": "mva, merverdiavgift, utgaende mva",
            "tax": "restskatt, formuesskatt, inntektsskatt",
            "household-tax": """
                eiendomsskatt, arsavgift, trafikkforsikringsavgift, dokumentavgift, bompenger
            """,
            "fee": "kurtasje, bankgebyrer, forvaltningshonorar",
            "household": """
                barnehage, sfo, fagforening, tannlege, lege, forsikring, reise, stroem, nettleie
            """,
            "interest": "renteutgift, renteutgifter, lanerenter",
            "loss": "kurstap, tap pa krav, tap pa fordringer, kredittap",
            "depreciation": "avskrivninger",
        },
        exceptions={"tax": "inngaende mva", "vat": "inngaende mva"},
    ),
    holdings=Vocabulary(
        words={
            "loan": "studielan, forbrukslan, boliglan",
            "house": "leilighet, eiendom, hytte",
            "deposit": "depositum",
            "claim": "fordring, fordringer, kundefordringer, utlan",
            "pension": "pensjon, pensjonssparing, tjenestepensjon, ips",
        },
    ),
)
