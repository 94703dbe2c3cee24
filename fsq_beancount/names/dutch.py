"""Dutch account names: whole words, ends and beginnings of compounds, by category."""

from __future__ import annotations

from typing import Final

from fsq_beancount.names.language import Language, Vocabulary

DUTCH: Final = Language(
    income=Vocabulary(
        words={
            "children": "kinderen",
            "work": """
                loon, lonen, salaris, salarissen, nettoloon, brutoloon, nettosalaris, brutosalaris,
                vakantiegeld, dertiende maand, 13e maand, eindejaarsuitkering, eindejaarspremie,
                fooi, fooien, stagevergoeding, ww, ww uitkering, werkloosheidsuitkering, ziektegeld,
                ziektewet, zwangerschapsverlof, wao, wia, bijverdienste, bijverdiensten, bijbaan,
                bijbaantje, detachering, opdrachten, overuren, ontslagvergoeding, vakantietoeslag,
                studiebeurs, maaltijdcheques, zzp
            """,
            "occupation": "werk, werkgever, baan",
            "gift": """
                cadeau, cadeaus, giften, schenking, schenkingen, erfenis, erfenissen, zakgeld,
                nalatenschap, cadeaugeld
            """,
            "transfer": """
                kinderbijslag, kinderopvangtoeslag, kindgebonden budget, zorgtoeslag,
                belastingdienst, toeslag, toeslagen, duo, studiefinanciering, bijstand,
                bijstandsuitkering, groeipakket, energietoeslag, kindertoeslag, heffingskorting
            """,
            "housing-benefit": "huurtoeslag, huursubsidie, huurpremie",
            "points": "spaarpunten, airmiles punten, beloningen",
            "gain": """
                koerswinst, koerswinsten, koersverlies, koersverliezen, vermogenswinst,
                vermogenswinsten, beleggingswinst, meerwaarden, minderwaarden, koersresultaat,
                koersresultaten, winst en verlies
            """,
            "premium": "optiepremie, optiepremies, geschreven opties",
            "options": "opties, optie",
            "feed-in": """
                zonnepanelen, teruglevering, terugleververgoeding, terugleveringsvergoeding,
                saldering, groenestroomcertificaten
            """,
            "dividend": """
                dividenden, dividenduitkering, dividenduitkeringen, dividendinkomsten,
                interimdividend, winstuitkering
            """,
            "interest": """
                rentebaten, rente inkomsten, renteinkomsten, ontvangen rente, rente ontvangen,
                rente spaarrekening, rente sparen, rente spaargeld, spaarrente, bankrente,
                depositorente, creditrente, couponrente, obligatierente, intrest, intresten,
                hypotheekrente, leningrente
            """,
            "rent": """
                huur, huurinkomsten, huuropbrengsten, huuropbrengst, verhuur, verhuurinkomsten,
                kamerverhuur, huurder, huurders, onderhuur, huuraandeel, huurdeel
            """,
            "royalty": """
                auteursrecht, auteursrechten, licentie, licenties, leenrecht, leenvergoeding,
                octrooi
            """,
            "advertising": """
                advertentie, advertenties, advertentieinkomsten, advertentie inkomsten,
                reclameinkomsten, reclame inkomsten
            """,
            "product": """
                abonnementen, lidmaatschap, lidmaatschappen, online cursus, online cursussen,
                cursussen, onlinecursus, onlinecursussen, digitale producten, webinars inkomsten
            """,
            "recurring": """
                abonnementen, lidmaatschap, lidmaatschappen, online cursus, online cursussen,
                onlinecursus, cursussen
            """,
            "annuity": """
                pensioen, pensioenen, aow, lijfrente, lijfrentes, ouderdomspensioen,
                nabestaandenpensioen, aanvullend pensioen, bedrijfspensioen, pensioenuitkering,
                pensioenuitkeringen
            """,
            "property": "vastgoed, huurwoning, vakantiewoning, vakantiehuis",
            "sales": "verkoop, verkopen, omzet, klant, klanten, winkel",
            "refund": """
                terugbetaling, terugbetalingen, teruggave, teruggaaf, belastingteruggave,
                terugbetaald, terugontvangen, restitutie, restituties, vergoeding, vergoedingen,
                onkostenvergoeding, reiskostenvergoeding, korting, kortingen, schadevergoeding,
                schade uitkering, declaratie, declaraties, creditnota
            """,
            "deposit": """
                borg, borgsom, waarborgsom, waarborg, aanbetaling, aanbetalingen
            """,
            "employer": """
                werkgever, werkgevers, werkgeversbijdrage, werkgeversdeel, personeelsaandelen,
                bedrijfsbijdrage
            """,
            "subject": """
                zzp, zelfstandig, zelfstandige, beroep, bijberoep, freelancewerk, bijbaan, taxi,
                chauffeur, thuiszorg
            """,
            "trade": """
                lesgeven, lessen, bijles, bijlessen, onderwijs, docent, leraar, lerares, training,
                trainingen, lezing, lezingen, ingenieur, vertaling, vertalingen, uitzendbureau
            """,
            "business": "eenmanszaak, bedrijf, onderneming, winkel, zaak",
            "help": """
                huisgenoot, huisgenoten, alimentatie, kinderalimentatie, partneralimentatie,
                bijdrage, bijdragen, tegemoetkoming, tegemoetkomingen, toelage, toelagen, subsidie,
                subsidies, ondersteuning, ouderbijdrage, hulp, gedeelde kosten
            """,
            "share": """
                aandeel, deel, helft, medebewoner, medebewoners, vriend, vriendin, vrienden,
                kamergenoot, kamergenoten, kotgenoot, kotgenoten, huuraandeel, huurdeel
            """,
            "security": """
                obligatie, obligaties, effecten, staatsobligaties, beleggingen, effectenrekening
            """,
            "trading": """
                beleggingen, beleggen, effecten, effectenrekening, derivaten, beurs, binckbank
            """,
            "crypto": "cryptomunten",
            "lottery": "loterij, loterijen, staatsloterij, gokken, kansspel, kansspelen",
            "asked": "marktplaats, zonnestroom",
            "nothing": "arbeidsongeschiktheid",
            "staff": "werknemer, werknemers, medewerker, medewerkers, personeel",
            "staff-reward": "aanbreng, aanbrengpremie, premie, beloning, beloningen",
            "returned": "terug, annulering, annuleringen, geannuleerd, verlaging, creditering",
        },
        endings={
            "work": "salaris, uurloon, weekloon, maandloon, nettoloon, brutoloon",
            "interest": """
                spaarrente, bankrente, depositorente, creditrente, couponrente, obligatierente,
                rekeningrente
            """,
            "rent": """
                huurinkomsten, kamerhuur, woninghuur, garagehuur, winkelhuur, nettohuur,
                woningverhuur, kamerverhuur
            """,
            "annuity": "pensioen, lijfrente",
            "dividend": "dividend, dividenden",
            "refund": "teruggave, terugbetaling, vergoeding",
            "help": "toeslag, subsidie, alimentatie, toelage, bijdrage",
            "share": "aandeel",
            "deposit": "waarborg, borgsom",
            "sales": "verkoop, omzet",
        },
        beginnings={
            "rent": """
                huurtoeslag, huursubsidie, huurwaarborg, huurinkomst, huuropbrengst, huurontvangst,
                huurbetaling
            """,
            "dividend": "dividend",
            "annuity": "pensioen",
            "refund": "terugbetal, teruggav",
            "deposit": "huurwaarborg",
            "employer": "werkgever",
            "subject": "zelfstandig, beroeps",
            "help": "huurtoeslag, huursubsidie, alimentatie, huisgeno",
            "nothing": "huurauto, huurfiets, huurwagen, arbeidsongeschikt, pensioenpremie",
        },
        exceptions={"rent": "huurauto, autohuur, autoverhuur, huurwagen, fietshuur, fietsverhuur"},
    ),
    costs=Vocabulary(
        words={
            "capital-tax": """
                dividendbelasting, buitenlandse dividendbelasting, bronbelasting, bronheffing,
                roerende voorheffing, vermogensrendementsheffing, box 3, box3, meerwaardebelasting,
                vermogenswinstbelasting
            """,
            "taxed-capital": "dividenden, vermogen, beleggingen",
            "wage-tax": "loonheffing, loonheffingen, loonbelasting, bedrijfsvoorheffing",
            "taxed-wage": "loon, salaris",
            "social": """
                sociale premies, sociale lasten, sociale zekerheid, sociale bijdragen, rsz,
                premie volksverzekeringen, zvw, premie zvw, pensioenpremie, pensioenpremies,
                ww premie, sociale bijdrage
            """,
            "vat": "btw, omzetbelasting, btw afdracht, btw aangifte",
            "trade-tax": "beurstaks, beursbelasting, taks op beursverrichtingen",
            "tax": """
                belasting, belastingen, inkomstenbelasting, personenbelasting, belastingaanslag,
                effectentaks, box 1
            """,
            "household-tax": """
                ozb, onroerendezaakbelasting, onroerende voorheffing, wegenbelasting,
                motorrijtuigenbelasting, hondenbelasting, gemeentebelasting, gemeentebelastingen,
                gemeentelijke belastingen, waterschapsbelasting, rioolheffing, afvalstoffenheffing,
                overdrachtsbelasting, bpm, toeristenbelasting, erfbelasting, schenkbelasting,
                verkeersbelasting, kadastraal inkomen, mrb
            """,
            "fee": """
                transactiekosten, bankkosten, provisie, provisies, commissie, commissies,
                beheerkosten, beheervergoeding, bewaarloon, courtagekosten, makelaarskosten,
                platformkosten, administratiekosten bank, rekeningkosten
            """,
            "bank-fee": "kosten",
            "bank": """
                bank, banken, broker, beleggen, beleggingen, effecten, depot, paypal, brokerage
            """,
            "household": """
                kinderopvang, kinderen, studie, collegegeld, sportschool, sportclub, parkeren, tol,
                vakbond, vve, afval, omroep, arts, huisarts, tandarts, ziekenhuis, dierenarts,
                notaris, advocaat, bruiloft, reis, reizen, bagage, telefoon, verhuizing, energie,
                verzekering, verzekeringen, vereniging, inschrijving, examen, kantine,
                bedrijfsrestaurant, parking, parkeerplaats
            """,
            "home": "huis, woning, hond, honden, huishouden, motor, wagen",
            "let": "verhuur, verhuurd, huurder, huurders, huurwoning",
            "upkeep": """
                onderhoud, reparatie, reparaties, vve, vve bijdrage, ozb, schilderwerk, verbouwing
            """,
            "interest": """
                hypotheekrente, leningrente, rentelasten, rentekosten, betaalde rente,
                opgelopen rente, debetrente, intrest, intresten
            """,
            "loss": """
                verlies, verliezen, koersverlies, koersverliezen, afboeking, afboekingen, oninbaar,
                oninbare vorderingen, kredietverlies, kredietverliezen
            """,
            "default": "wanbetaling, wanbetalingen",
            "claim": """
                lening, leningen, krediet, kredieten, vordering, vorderingen, obligatie, obligaties
            """,
            "depreciation": "afschrijving, afschrijvingen",
        },
        endings={
            "tax": "belasting, belastingen",
            "wage-tax": "loonbelasting, loonheffing",
            "capital-tax": "dividendbelasting",
            "household-tax": """
                hondenbelasting, wegenbelasting, rijtuigenbelasting, zaakbelasting,
                gemeentebelasting, schapsbelasting, toeristenbelasting, drachtsbelasting,
                erfbelasting, schenkbelasting, autobelasting
            """,
            "interest": "hypotheekrente, leningrente, debetrente",
            "loss": "verlies, afboeking",
            "nothing": "gewichtsverlies",
        },
        beginnings={
            "household": "parkeer, studie, kinderopvang, verzekerings",
            "wage-tax": "loonheffing, loonbelasting",
        },
        exceptions={
            "tax": """
                belastingadviseur, belastingadvies, voorbelasting, btw aftrekbaar, te vorderen btw,
                btw vordering
            """,
            "vat": "voorbelasting, btw aftrekbaar, te vorderen btw, btw vordering",
            "loss": "gewichtsverlies",
        },
    ),
    holdings=Vocabulary(
        words={
            "loan": """
                lening, leningen, hypotheek, hypotheken, studieschuld, autolening,
                persoonlijke lening
            """,
            "held-property": "vastgoed, woning, huis, appartement",
            "held-durable": "meubels, voertuig, voertuigen",
            "held-stock": "aandelen",
            "held-bond": "obligaties",
            "house": "huis, huizen, woning, woningen, vastgoed, vakantiewoning, vakantiehuis",
            "land": "grond, bouwgrond, landbouwgrond",
            "car": "voertuig, voertuigen, motorfiets",
            "deposit": "borg, borgsom, waarborgsom, huurwaarborg",
            "claim": """
                vordering, vorderingen, debiteur, debiteuren, uitgeleend, lening, leningen,
                lening aan, voorschot, voorschotten, te ontvangen, te vorderen
            """,
            "pension": "pensioen, pensioenen, pensioenfonds, pensioensparen, lijfrente, lijfrentes",
            "contract": """
                levensverzekering, levensverzekeringen, spaarpolis, bankspaarhypotheek,
                bankspaarrekening, kapitaalverzekering
            """,
        },
        endings={
            "loan": "lening, hypotheek",
            "house": "woning",
            "claim": "vordering, vorderingen",
            "pension": "pensioen",
        },
        beginnings={"pension": "pensioen, lijfrente", "contract": "bankspaar, levensverzekering"},
        exceptions={"loan": "creditcard, creditcards"},
    ),
)
