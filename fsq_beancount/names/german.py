"""German account names: whole words, ends and beginnings of compounds, by category.

Words are written folded: lower case, ``ae`` for ``ä`` and so on.
"""

from __future__ import annotations

from typing import Final

from fsq_beancount.names.language import Language, Vocabulary

_INTEREST: Final = "zins, zinsen, kupon, kupons"
_INTEREST_BEGINS: Final = "zins"

GERMAN: Final = Language(
    income=Vocabulary(
        words={
            "children": "kind, kinder",
            # --- what the money is ---------------------------------------------------------------
            "work": """
                gehalt, gehaelter, lohn, loehne, bezuege, besoldung, honorar, honorare, trinkgeld,
                trinkgelder, nebentaetigkeit, minijob, midijob, nebenjob, ferienjob, werkstudent,
                abfindung, ueberstunden, selbststaendig, selbststaendigkeit, selbstaendig,
                selbstaendigkeit, freiberuflich, freiberuf, beratung, weihnachtsgeld, urlaubsgeld,
                arbeitgeberanteil, arbeitgeberzuschuss, sachbezug, sachbezuege, praemie arbeitgeber,
                gratifikation, dreizehntes gehalt, ausbildungsverguetung, verguetung,
                entgeltfortzahlung, lohnfortzahlung, praktikum, stipendium, stipendien, elterngeld,
                elterngeld plus, mutterschaftsgeld, mutterschaftslohn, arbeitslosengeld,
                arbeitslosengeld1, alg, alg1, alg i, krankengeld, krankentagegeld, krankentaggeld,
                verletztengeld, uebergangsgeld, kurzarbeitergeld, kug, insolvenzgeld,
                kinderkrankengeld, erwerbsersatz, eo entschaedigung, taggeld, taggelder, vwl
                arbeitgeber, uebungsleiter, uebungsleiterpauschale, ehrenamtspauschale,
                aufwandsentschaedigung, sitzungsgeld, gage, gagen, fahrtgeld, mitarbeiter werben
                mitarbeiter, mitarbeiterrabatt, mitarbeiterrabatte, personalrabatt,
                belegschaftsrabatt
            """,
            "occupation": """
                arbeit, arbeitgeber, arbeitgeberin, beruf, job, jobs, arbeitsstelle, hauptberuf
            """,
            "gift": """
                geschenk, geschenke, schenkung, schenkungen, erbe, erbschaft, erbschaften,
                taschengeld, nachlass, vermaechtnis, spende, spenden, geldgeschenk, geldgeschenke,
                gefunden, fundgeld
            """,
            "transfer": """
                kindergeld, kindergeldzuschlag, kinderzuschlag, kinderzulage, familienbeihilfe,
                familienzulage, familienzulagen, kinderzulagen, bafoeg, finanzamt,
                landesfamiliengeld, familiengeld, betreuungsgeld, erziehungsgeld, pflegegeld,
                buergergeld, alg2, alg ii, arbeitslosengeld2, arbeitslosengeld ii, hartz4, hartz iv,
                sozialhilfe, sozialgeld, grundsicherung, blindengeld, landesblindengeld,
                baukindergeld, wohnungsbaupraemie, arbeitnehmersparzulage, riesterzulage,
                energiepauschale, klimabonus, energiepreispauschale, corona hilfe, coronahilfe,
                soforthilfe, ueberbrueckungshilfe, cashback, neukundenbonus, willkommensbonus,
                praemienverbilligung, umweltbonus
            """,
            "housing-benefit": "wohngeld, lastenzuschuss, wohnbeihilfe, wohnzuschuss",
            "points": """
                payback, bonuspunkte, treuepunkte, punkte, praemienpunkte, miles and more,
                gutschein, gutscheine
            """,
            "gain": """
                gewinn, gewinne, verlust, verluste, gewinn verlust, gewinne verluste, guv
            """,
            "premium": """
                optionspraemie, optionspraemien, stillhalterpraemie, stillhalterpraemien,
                stillhaltergeschaefte, stillhalter, optionshandel, optionsgeschaefte,
                praemieneinnahmen optionen
            """,
            "options": "optionen",
            "feed-in": """
                photovoltaik, photovoltaikanlage, pv, pv anlage, einspeiseverguetung, einspeisung,
                stromeinspeisung, eeg, eeg verguetung, eeg umlage, stromverkauf, balkonkraftwerk
            """,
            "dividend": """
                dividende, dividenden, ausschuettung, ausschuettungen, gewinnausschuettung,
                gewinnausschuettungen, gewinnanteil, gewinnanteile aktien, beteiligungsertraege
            """,
            "interest": f"""
                {_INTEREST}, kapitalertrag, kapitalertraege, zinsertrag, zinsertraege, stueckzinsen,
                tagesgeld, festgeld, p2p kredite, p2p zinsen, privatkredite
            """,
            "rent": """
                miete, mieten, pacht, pachten, vermietung, vermietungen, verpachtung, mieter,
                untermiete, mieteinnahmen, mieteinnahme, erbbauzins, erbpacht, mietdepot,
                mietzinsdepot, mietkautionskonto
            """,
            "royalty": """
                lizenz, lizenzen, vg wort, vgwort, vg bild, vg bild kunst, gvl, tantieme, tantiemen,
                autorenhonorar tantiemen, buchtantiemen, verwertungsgesellschaft, patent, patente,
                gema tantiemen
            """,
            "bonus-or-royalty": "tantieme, tantiemen",
            "advertising": """
                werbung, werbeeinnahmen, werbeeinnahme, werbeerloese, werbeanzeigen,
                affiliateprovision, affiliate provision, affiliate provisionen,
                affiliateprovisionen, partnerprogramm, partnerprogramme, werbepartner
            """,
            "product": """
                abo, abos, abonnement, abonnements, abonnenten, mitgliedschaft, mitgliedschaften,
                mitgliedsbeitraege, onlinekurs, onlinekurse, online kurs, online kurse, videokurs,
                videokurse, ebook, ebooks, webinar, webinare, digitale produkte, digitalprodukte,
                jahresabo, jahresabos, monatsabo, monatsabos
            """,
            "recurring": """
                abo, abos, abonnement, abonnements, abonnenten, mitgliedschaft, mitgliedschaften,
                mitgliedsbeitraege, onlinekurs, onlinekurse, kurse, jahresabo, jahresabos,
                monatsabo, monatsabos
            """,
            "annuity": """
                rente, renten, leibrente, ruhegehalt, ruhegeld, pension, pensionen,
                versorgungsbezuege, altersgeld, altersbezuege, altersversorgung, betriebspension,
                witwenpension, witwerpension, waisengeld, witwengeld, ahv rente, iv rente
            """,
            "property": "immobilie, immobilien, ferienwohnung, ferienhaus, mietwohnung, mietshaus",
            "sales": """
                verkauf, verkaeufe, umsatz, umsaetze, erloes, erloese, umsatzerloes, umsatzerloese,
                kunde, kunden, warenverkauf, warenverkaeufe, waren, laden
            """,
            # --- what qualifies it ---------------------------------------------------------------
            "refund": """
                erstattung, erstattungen, rueckerstattung, steuererstattung, steuerrueckzahlung,
                rueckverguetung, rueckverguetungen, rueckzahlung, rueckzahlungen, rueck, retoure,
                retouren, minderung, beitragsrueckerstattung, gutschrift finanzamt, guthaben
                nebenkosten, nebenkostenerstattung, storno, stornierung, stornierungen, auslagen,
                auslagenersatz, spesen, spesenersatz, reisekosten, rabatt, rabatte, skonto,
                schadenersatz, schadensersatz, versicherungsleistung, versicherungsleistungen,
                erstattungszinsen, nachlass, ueberzahlung, ueberzahlungen, ueberzahlt, zurueck,
                rueckbuchung, rueckbuchungen
            """,
            "deposit": """
                kaution, kautionen, anzahlung, anzahlungen, barkaution, sicherheit, sicherheiten,
                sicherheitsleistung, mietdepot, mietzinsdepot, mietkautionskonto
            """,
            "employer": """
                arbeitgeber, arbeitgeberin, arbeitgeberanteil, arbeitgeberanteile, ag anteil, ag
                zuschuss, dienstgeber, dienstgeberanteil, mitarbeiteraktien, belegschaftsaktien,
                mitarbeiterbeteiligung, gehaltsabrechnung, lohnabrechnung, mitarbeiter werben
                mitarbeiter, mitarbeiter wirbt mitarbeiter, mitarbeiter werben, mitarbeiter werbung,
                mitarbeiterrabatt, mitarbeiterrabatte, personalrabatt, belegschaftsrabatt
            """,
            "subject": """
                beruf, selbstaendig, selbststaendig, selbstaendigkeit, selbststaendigkeit,
                freiberuf, freiberuflich, freiberufler, vhs, volkshochschule, lehrauftrag,
                lehrauftraege, dozent, dozentin, nebenjob, minijob, nebentaetigkeit, nebenberuf,
                nebenberuflich, uebungsleiter
            """,
            "trade": """
                agentur, unterricht, lehre, lehrer, lehrerin, lehrtaetigkeit, nachhilfe, vortrag,
                vortraege, seminar, seminare, workshop, workshops, training, trainer, coaching,
                schulung, schulungen, lesung, lesungen, praesenzkurs, praesenzkurse, praesenz,
                schwimmkurs, schwimmkurse, yogakurse, ingenieur, ingenieurin, beratung, redaktion,
                werkvertrag
            """,
            "business": """
                gewerbe, gewerbebetrieb, firma, betrieb, laden, geschaeft, praxis, kanzlei,
                kleingewerbe
            """,
            "help": """
                mitbewohner, mitbewohnerin, mitbewohnerinnen, zuschuss, zuschuesse, unterhalt,
                unterhaltsvorschuss, unterhaltszahlung, unterhaltszahlungen, kindesunterhalt,
                ehegattenunterhalt, beihilfe, beihilfen, unterstuetzung, zuwendung, zuwendungen,
                foerderung, foerdergeld, foerdermittel, subvention, subventionen, zulage, zulagen,
                alimente, wg kasse, haushaltskasse, kostenbeteiligung, beitrag eltern,
                wohngemeinschaft
            """,
            "share": """
                anteil, anteile, wg, haelfte, umlage mitbewohner, teilung, partnerin, partnern,
                freund, freundin, freunde, freunden, lebensgefaehrte, lebensgefaehrtin,
                lebenspartner, lebenspartnerin, ehepartner, ehepartnerin, ehefrau, ehemann,
                verlobte, verlobter, beteiligung, beteiligungen, aufteilung, aufgeteilt, geteilt
            """,
            # --- what names need beside them -----------------------------------------------------
            "security": """
                anleihe, anleihen, rentenpapiere, wertpapier, wertpapiere, obligation, obligationen
            """,
            "trading": """
                depot, handel, stillhalter, optionspraemien, wertpapiere, boerse, flatex, comdirect,
                consorsbank, termingeschaefte, eurex
            """,
            "crypto": "krypto, kryptowaehrung, kryptowaehrungen",
            "lottery": """
                lotto, lotterie, gewinnspiel, gewinnspiele, tombola, wette, wetten, sportwetten,
                spielbank, preisausschreiben, gluecksspiel, rubbellos, gewinnsparen
            """,
            "asked": """
                empfehlung, empfehlungen, provision, provisionen, solar, solaranlage, solarstrom,
                nebenkostenvorauszahlung, nebenkostenvorauszahlungen, nebenkosten, betriebskosten,
                betriebskostenvorauszahlung, betriebskostenvorauszahlungen, umlagen,
                strukturvertrieb, kleinanzeigen
            """,
            "nothing": """
                zinsfuss senkung, kreditkarte, wechselkurs, wechselkurse, kurswechsel,
                berufsunfaehigkeit, berufsunfaehigkeitsversicherung,
                berufsunfaehigkeitsrente versicherung, rueckstellung, rueckstellungen, ruecklage,
                ruecklagen, sprachkurs, tanzkurs, iserlohn
            """,
            "staff": """
                mitarbeiter, mitarbeiterin, mitarbeitende, mitarbeitenden, mitarbeitern,
                arbeitnehmer, arbeitnehmerin, angestellte, angestellter, belegschaft
            """,
            "staff-reward": """
                empfehlung, empfehlungen, empfehlungspraemie, empfehlungsbonus, praemie, praemien,
                provision, provisionen, werben, werbung, bonuspunkte, gutschein, gutscheine,
                vorschlag, verbesserungsvorschlag, erfolgsbeteiligung
            """,
            "recommended": "empfehlungspraemie, empfehlungsbonus",
            "returned": """
                gutschrift, gutschriften, reduktion, reduktionen, reduzierung, ermaessigung,
                senkung, gekuendigt, kuendigung
            """,
            "charge": """
                gebuehr, gebuehren, entgelt, entgelte, nebenkosten, betriebskosten, heizkosten
            """,
            "course": "kurse",
        },
        endings={
            "work": """
                gehalt, lohn, honorar, honorare, trinkgeld, beratung, bonus, verguetung, besoldung,
                abfindung, krankengeld, tagegeld
            """,
            "gift": "geschenk, geschenke, schenkung, erbschaft",
            "transfer": "cashback, kindergeld",
            "gain": "gewinn, gewinne, verlust, verluste",
            "premium": "optionspraemie, optionspraemien",
            "feed-in": "einspeiseverguetung",
            "dividend": "dividende, dividenden, ausschuettung, ausschuettungen",
            "interest": _INTEREST,
            "rent": "miete, mieten, pacht, vermietung, verpachtung, mieteinnahmen, mietertraege",
            "royalty": "lizenz, lizenzen, tantieme, tantiemen",
            "bonus-or-royalty": "tantieme, tantiemen",
            "product": """
                digitalabo, digitalabos, premiumabo, premiumabos, onlineabo, onlineabos,
                zeitungsabo, zeitungsabos, newsletterabo, mitgliedschaft, mitgliedschaften,
                onlinekurs, onlinekurse, videokurs, videokurse, jahresabo, jahresabos, monatsabo,
                monatsabos
            """,
            "recurring": """
                digitalabo, digitalabos, premiumabo, premiumabos, onlineabo, onlineabos,
                zeitungsabo, zeitungsabos, newsletterabo, mitgliedschaft, mitgliedschaften,
                onlinekurs, onlinekurse, jahresabo, jahresabos, monatsabo, monatsabos
            """,
            "annuity": """
                altersrente, altersrenten, srente, srenten, nrente, nrenten, riesterrente,
                ruerup rente, ruerupprente, privatrente, leibrente, leibrenten, zusatzrente,
                muetterrente, sofortrente, zeitrente, unfallrente, kapitalrente, kinderrente,
                ahvrente, ivrente, grundrente, pflegerente
            """,
            "refund": """
                erstattung, erstattungen, rueckzahlung, rueckzahlungen, rueckverguetung,
                rueckverguetungen, nachlass, nachlaesse, minderung, minderungen, rabatt, rabatte,
                auslagen, ueberzahlung, ueberzahlungen
            """,
            "deposit": """
                kaution, kautionen, kautionsrueckgabe, mietsicherheit, mietsicherheiten, mietdepot,
                mietzinsdepot
            """,
            "employer": "arbeitgeber, arbeitgeberanteil, arbeitgeberzuschuss",
            "trade": "unterricht, agentur, vortrag, vortraege, ingenieur",
            "help": """
                zuschuss, zuschuesse, beihilfe, beihilfen, unterhalt, mitbewohner, unterstuetzung,
                zulage, zulagen, foerderung, zuwendung
            """,
            "share": """
                anteil, anteile, mietbeteiligung, mietbeteiligungen, mietaufteilung, mietteilung
            """,
            "sales": "verkauf, verkaeufe, umsatz, umsaetze, erloes, erloese",
            "security": "anleihe, anleihen, papiere",
            "lottery": "lotterie, wetten, gewinnspiel",
            "asked": "provision, provisionen, vorauszahlung, vorauszahlungen",
            "nothing": """
                ruecklage, ruecklagen, rueckstellung, rueckstellungen, magazins, gszins, erszins,
                eenszins, leszins, lamieten, limieten, berichterstattung
            """,
            "staff-reward": "empfehlung, empfehlungen, praemie, praemien, vorschlag, gutschein",
            "returned": """
                gutschrift, gutschriften, reduktion, reduktionen, reduzierung, ermaessigung,
                senkung, senkungen
            """,
            "charge": "gebuehr, gebuehren",
        },
        beginnings={
            "work": "gehalts, honorar",
            "gain": "kursgewinn, veraeusserungsgewinn",
            "premium": "optionspraemie, stillhalter",
            "feed-in": "photovoltaik, einspeise, solareinspeise",
            "dividend": "dividenden, ausschuettungs",
            "interest": f"p2p, {_INTEREST_BEGINS}",
            "rent": """
                miet, pacht, mietkaution, mietkosten, mietanteil, mietzuschuss
            """,
            "royalty": "lizenz, tantieme",
            "bonus-or-royalty": "tantieme",
            "advertising": """
                werbeeinnahm, affiliateprovision, affiliateeinn
            """,
            "annuity": "renten",
            "refund": "rueck, erstattungs, beitragsrueck, zurueck, ueberzahl",
            "deposit": "kaution, mietkaution",
            "employer": "arbeitgeber, dienstgeber, mitarbeiteraktien",
            "subject": """
                berufs, selbstaendig, selbststaendig, freiberuf, vhs, volkshochschul, lehrauftrag
            """,
            "help": "mitbewohner, unterhalts, zuschuss, mietkosten, mietzuschuss, mietbeihilfe",
            "lottery": "lotto, gewinnspiel",
            "crypto": "krypto",
            "nothing": """
                mietwagen, mietauto, mietkauf, mietverein, mieterverein, mietausfall, mietschuld,
                mietrecht, mietfahrrad, mietgeraet, ruecklage, rueckstellung, rueckdeckung,
                rueckkauf, rueckseite, berufsunfaehig, zinseszinsrechner, pachtwagen,
                rentenversicherung, miett, mietin, mietit, mieto, mietje, berufsgenossenschaft,
                rentenberat, zinsaufw, zinskosten, zinslast
            """,
            "staff": "mitarbeiter, arbeitnehmer, belegschafts",
            "staff-reward": "empfehlungs",
            "charge": "gebuehren, nebenkosten, betriebskosten, heizkosten",
            "golf": "golf",
        },
        exceptions={
            "rent": """
                rente, renten, mietwagen, mietauto
            """,
            "annuity": "rentenversicherung",
            "work": "ruhegehalt, versorgungsbezuege",
        },
    ),
    costs=Vocabulary(
        words={
            "trade-fee": """
                orderkosten, orderentgelt, transaktionskosten, handelskosten, depotkosten,
                ausgabeaufschlag, courtage, bankspesen, bankgebuehren, boersengebuehren,
                boersenspesen, fremdspesen, fremdkosten, handelsplatzentgelt
            """,
            "lump-sum-tax": "vorabpauschale, vorabpauschalen",
            "capital-tax": """
                kapest, kapst, abgst, kapitalertragsteuer, kapitalertragssteuer,
                kapitalertragsteuern, kest, abgeltungsteuer, abgeltungssteuer, quellensteuer,
                quellensteuern, verrechnungssteuer, zast, kapitalertraege steuer, couponsteuer,
                kursgewinnsteuer, wertpapier kest, vst dividende, zinsabschlagsteuer, zinsabschlag
            """,
            "wage-tax": "lst, lohnsteuer, lohnsteuern, lohnabzug, lohnabzuege",
            "taxed-capital": """
                kapitalertraege, kapitalertrag, dividende, dividenden, kursgewinne, kapital
            """,
            "taxed-wage": "lohn, gehalt, gehaltsabrechnung, lohnabrechnung",
            "vat": """
                ust, umsatzsteuer, umsatzsteuervorauszahlung, mwst, mehrwertsteuer, ustva, ust va,
                umsatzsteuer vorauszahlung, eust, ust zahllast, umsatzsteuerzahllast
            """,
            "trade-tax": """
                finanztransaktionssteuer, finanztransaktionsteuer, transaktionssteuer,
                transaktionsteuer, boersenumsatzsteuer, stempelabgabe, stempelsteuer, umsatzabgabe
            """,
            "tax": """
                est, solz, soli, solidaritaetszuschlag, kirchgeld, kist, steuer, steuern,
                einkommensteuer, einkommenssteuer, kirchensteuer, gewerbesteuer, staatssteuer,
                gemeindesteuer, bundessteuer, direkte bundessteuer, vermoegensteuer,
                vermoegenssteuer, finanzamt, steuernachzahlung, steuervorauszahlung,
                steuervorauszahlungen
            """,
            "household-tax": """
                kfz steuer, kfzsteuer, kraftfahrzeugsteuer, autosteuer, hundesteuer, grundsteuer,
                grundsteuern, grunderwerbsteuer, grunderwerbssteuer, zweitwohnungsteuer,
                zweitwohnungssteuer, motorfahrzeugsteuer, motorbezogene versicherungssteuer,
                versicherungssteuer, versicherungsteuer, erbschaftsteuer, erbschaftssteuer,
                schenkungsteuer, schenkungssteuer, liegenschaftssteuer, kurtaxe, bettensteuer,
                serafe, rundfunkbeitrag, stromsteuer, energiesteuer, oekosteuer, tabaksteuer,
                pferdesteuer, jagdsteuer, bootssteuer
            """,
            "social": """
                kv, rv, pv beitrag, av beitrag, krankenkasse, gkv, pkv, zusatzbeitrag,
                pensionskasse, bvg, unfallversicherung, sozialversicherung, sozialversicherungen,
                sozialversicherungsbeitraege, sozialabgaben, krankenversicherung,
                rentenversicherung, pflegeversicherung, arbeitslosenversicherung, ahv, alv,
                ahv iv eo, nbu, uvg, ksk, kuenstlersozialkasse, versorgungswerk, kammerbeitrag
            """,
            "fee": """
                kontofuehrung, entgelt, entgelte, gebuehr, gebuehren, provision, provisionen,
                maklercourtage, spesen
            """,
            "bare-fee": "gebuehr, gebuehren, entgelt, entgelte, sonstige gebuehren",
            "household": """
                kind, kinder, kita, krippe, kindergarten, hort, schule, schulen, studium, uni,
                universitaet, hochschule, semester, pruefung, fitness, fitnessstudio, verein,
                vereine, sport, parken, parkplatz, maut, vignette, gewerkschaft, rundfunk, gez,
                muell, abfall, abwasser, wasser, strassenreinigung, kabel, fernsehen, bibliothek,
                buecherei, ausweis, reisepass, amt, behoerde, standesamt, tuev, zulassung, mahnung,
                mahn, versand, porto, lieferung, arzt, praxis, krankenhaus, tierarzt, versicherung,
                versicherungen, anwalt, rechtsanwalt, gericht, notar, grundbuch, hochzeit, friedhof,
                bestattung, kirche, hotel, reise, reisen, urlaub, flug, gepaeck, handy, telefon,
                internet, umzug, strom, gas, heizung, schornsteinfeger, musikschule, fahrschule,
                eintritt, anmeldung, mitglied, mitgliedschaft, pflege, film, filme, video, kino,
                verleih, kantine, mensa, firmenparkplatz, mitarbeiterparkplatz, stellplatz,
                stellplaetze, parkhaus, tiefgarage, betriebsrat
            """,
            "home": """
                haus, wohnung, eigenheim, haushalt, auto, autos, kfz, pkw, fahrzeug, motorrad,
                wohnmobil, boot, hund, hunde, haustier, haustiere, garten, grundstueck,
                zweitwohnung, eigentumswohnung, wohnen
            """,
            "let": """
                vermietung, vermietet, mietwohnung, mietshaus, mietobjekt, mietobjekte,
                ferienwohnung, mieter, einliegerwohnung, verpachtung, vermieter, mieteinnahmen
            """,
            "upkeep": """
                reparatur, reparaturen, renovierung, handwerker, instandhaltungsruecklage, hausgeld,
                instandhaltung, grundsteuer, hausverwaltung, hausmeister, wohngeld weg, verwalter,
                mietersuche, sanierung
            """,
            "interest": _INTEREST
            + ", stueckzinsen, schuldzinsen, darlehenszinsen, hypothekarzinsen",
            "loss": """
                verlust, verluste, ausfall, ausfaelle, ausbuchung, ausbuchungen, totalverlust,
                wertlos, kreditausfall, kreditausfaelle, forderungsausfall, forderungsausfaelle,
                uneinbringlich, wertlos ausgebucht, kursverlust, kursverluste
            """,
            "default": "zahlungsausfall, zahlungsausfaelle, verzug",
            "claim": """
                kredit, kredite, darlehen, forderung, forderungen, anleihe, anleihen, privatkredite
            """,
            "depreciation": "abschreibung, abschreibungen, afa, wertverzehr",
            "unsettled": """
                ungeklaert, ungeklaerte, ungeklaertes, unklar, unbekannt, nicht zugeordnet,
                unzugeordnet, zu klaeren, nicht kategorisiert, unkategorisiert
            """,
            "nothing": """
                auslandsteuerberatung, gebuehrenfrei, steuerfrei, ausfallversicherung, lohnausfall
            """,
            "body": """
                gewicht, gewichts, haar, haare, strom, gedaechtnis, gehoer, gepaeck, zahn, zaehne
            """,
        },
        endings={
            "trade-fee": """
                plattformgebuehr, plattformgebuehren, ordergebuehr, ordergebuehren, depotgebuehr,
                depotgebuehren, bankgebuehr, bankgebuehren, transaktionsgebuehr,
                transaktionsgebuehren, handelsgebuehr, handelsgebuehren, plattformprovision,
                verkaufsprovision, kontofuehrungsgebuehr, kontofuehrungsgebuehren
            """,
            "lump-sum-tax": "vorabpauschale, vorabpauschalen",
            "capital-tax": """
                quellensteuern, quellensteuer, abgeltungsteuern, abgeltungssteuern, ertragsteuern,
                ertragsteuer, ertragssteuer, ertragssteuern, abgeltungsteuer, abgeltungssteuer,
                kapitalertragsteuer, dividendensteuer, verrechnungssteuer, kursgewinnsteuer,
                zinsabschlagsteuer
            """,
            "wage-tax": "lohnsteuer, lohnsteuern",
            "vat": "umsatzsteuer, mehrwertsteuer, mwst",
            "trade-tax": "transaktionssteuer, transaktionsteuer, boersensteuer",
            "tax": "steuer, steuern",
            "household-tax": """
                kraftfahrzeugsteuer, hundesteuer, grundsteuer, grunderwerbsteuer,
                grunderwerbssteuer, wohnungsteuer, wohnungssteuer, fahrzeugsteuer, autosteuer,
                kfzsteuer, erbschaftsteuer, erbschaftssteuer, schenkungsteuer, schenkungssteuer,
                versicherungsteuer, versicherungssteuer
            """,
            "social": """
                versicherungsbeitrag, versicherungsbeitraege, sozialversicherung, sozialabgaben
            """,
            "fee": """
                entgelt, entgelte, gebuehr, gebuehren, provision, provisionen, courtage, spesen
            """,
            "interest": _INTEREST,
            "loss": "verlust, verluste, ausfall, ausfaelle, ausbuchung, ausbuchungen",
            "depreciation": "abschreibung, abschreibungen",
            "household": "schule, verein, parkplatz, stellplatz, kantine, gewerkschaft",
            "nothing": """
                vorsteuer, unfall, unfaelle, lohnausfall, lohnausfaelle, steuerhinterziehung,
                haarausfall, stromausfall, netzausfall, internetausfall, heizungsausfall,
                flugausfall, zugausfall, unterrichtsausfall, stundenausfall, zahnausfall,
                serverausfall, gewichtsverlust, haarverlust, gedaechtnisverlust, hoerverlust,
                gehoerverlust, blutverlust, datenverlust, schluesselverlust, gepaeckverlust,
                waermeverlust, verdienstausfall
            """,
        },
        beginnings={
            "capital-tax": "kapitalertragsteuer, kapitalertragssteuer",
            "wage-tax": "lohnsteuer",
            "fee": "gebuehren",
            "interest": _INTEREST_BEGINS,
            "depreciation": "abschreibungs",
            "household": """
                kita, krippen, kindergarten, kinder, hort, schul, studien, studier, semester,
                pruefungs, fitness, vereins, park, maut, gewerkschafts, rundfunk, muell, abfall,
                abwasser, wasser, strassenreinigung, kabel, fernseh, bibliotheks, bueherei, ausweis,
                pass, mahn, versand, liefer, praxis, versicherungs, anwalts, gerichts, notar,
                grundbuch, friedhofs, bestattungs, hotel, reise, flug, gepaeck, handy, telefon,
                internet, umzugs, strom, musikschul, kurs, teilnahme, anmelde, aufnahme, eintritts,
                mitglieds, tuev, zulassungs, rezept, verwarnungs, entsorgungs, film, video, kino,
                kantinen, stellplatz, mensa
            """,
            "home": "kfz, auto, hunde",
            "let": "miet, vermiet, ferienwohnung",
            "nothing": "steuerfrei, gebuehrenfrei, ausfallversicherung",
            "lump-sum-tax": "vorabpauschal",
        },
        exceptions={
            "tax": """
                steuerberater, steuerberaterin, steuerberatung, steuerberatungskosten,
                steuererklaerung, steuersoftware, vorsteuer, vorsteuern, vst, abziehbare vorsteuer,
                lohnsteuerhilfe, steuerhilfe, lohnsteuerhilfeverein
            """,
            "wage-tax": "lohnsteuerhilfe, lohnsteuerhilfeverein",
            "vat": "vorsteuer, vorsteuern, abziehbare vorsteuer, umsatzsteuer forderung",
            "loss": "ausfallversicherung, unfall, lohnausfall",
        },
    ),
    holdings=Vocabulary(
        words={
            "clearing": """
                durchlaufende posten, durchlaufender posten, durchlaufposten, durchgangskonto,
                geldtransit, transitkonto, zwischenkonto, interimskonto, geld unterwegs,
                umbuchung, umbuchungen
            """,
            "passing": """
                verrechnung, verrechnungskonto, ueberweisung, unterwegs,
                ueberweisungen, uebertrag, uebertraege
            """,
            "loan": """
                kfw, bafoeg, bafoeg darlehen, darlehn, kredit, kredite, darlehen, hypothek,
                hypotheken, baufinanzierung, dispo, dispokredit, ratenkredit, lombard,
                lombardkredit, leasing, konsumkredit, margin, klarna
            """,
            "held-property": """
                immobilie, immobilien, haus, eigenheim, wohnung, eigentumswohnung, ferienwohnung,
                grundstueck
            """,
            "held-p2p": "p2p kredite",
            "held-metal": "edelmetall, edelmetalle, gold, silber",
            "held-crypto": "krypto, kryptowaehrungen",
            "held-durable": "auto, autos, fahrzeug, fahrzeuge, moebel, hausrat",
            "held-stock": "aktie, aktien",
            "held-bond": "anleihe, anleihen, rentenpapiere",
            "house": """
                immobilie, immobilien, haus, haeuser, eigenheim, wohnung, wohnungen,
                eigentumswohnung, ferienwohnung, ferienhaus, reihenhaus, mehrfamilienhaus,
                mietshaus, gebaeude, garage
            """,
            "land": "grundstueck, grundstuecke, bauland, acker, wald, ackerland",
            "car": """
                auto, autos, fahrzeug, fahrzeuge, pkw, kfz, wagen, motorrad, wohnmobil, wohnwagen,
                boot
            """,
            "deposit": """
                kaution, kautionen, mietkaution, mietkautionen, mietkautionskonto, barkaution,
                mietzinsdepot
            """,
            "claim": """
                forderung, forderungen, verliehen, geliehen, verliehenes geld, privatdarlehen,
                ausleihung, ausleihungen, debitor, debitoren, schuldner, aussenstaende, vorsteuer,
                steuerforderung, anzahlung, anzahlungen, kredit, kredite, darlehen, auslage,
                auslagen, rechnungsabgrenzung
            """,
            "pension": """
                riester, riesterrente, riestervertrag, ruerup, ruerup rente, basisrente, bav,
                betriebsrente, altersvorsorge, direktversicherung, pensionskasse, pensionsfonds,
                rentenversicherung, rente, renten, pension, saeule3a, saeule 3a, 3a, 3b, saeule 3,
                saeule 2, freizuegigkeit, freizuegigkeitskonto, vorsorgekonto, versorgungswerk,
                zusatzversorgung, vbl, bvg, pillar 3a, unterstuetzungskasse
            """,
            "contract": """
                bausparen, bausparer, bausparvertrag, bausparkasse, bausparguthaben,
                lebensversicherung, kapitallebensversicherung, vwl, vermoegenswirksame leistungen,
                sterbegeld, sterbegeldversicherung, ausbildungsversicherung, fondspolice,
                sparvertrag, praemiensparen
            """,
            "nothing": """
                p2p kredite, kreditkarte, kreditkarten, kreditkartenkonto, haushalt, haushaltskasse,
                hauskonto, depotkonto, autobank
            """,
        },
        endings={
            "loan": "finanzierung, kredit, kredite, darlehen, hypothek, hypotheken",
            "house": "immobilie, immobilien, eigenheim, ferienwohnung, mietwohnung",
            "deposit": "kaution, kautionen",
            "claim": "forderung, forderungen, darlehen",
            "pension": """
                rentenversicherung, srente, nrente, riesterrente, rueruprente, privatrente,
                leibrente, sofortrente
            """,
            "contract": "bausparvertrag, lebensversicherung",
            "nothing": """
                herausforderung, anforderung, aufforderung, herausforderungen, anforderungen
            """,
        },
        beginnings={
            "loan": "darlehen, hypothek, baufinanzierung",
            "house": "immobilien",
            "deposit": "mietkaution, kautions",
            "pension": "riester, ruerup, basisrente, betriebsrente, altersvorsorge, pensionskasse",
            "contract": "bauspar, lebensversicherung",
            "nothing": "kreditkarte",
        },
        exceptions={"loan": "kreditkarte, kreditkarten"},
    ),
)
