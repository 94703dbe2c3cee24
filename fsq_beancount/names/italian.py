"""Italian account names: whole words and phrases, by category; written without accents."""

from __future__ import annotations

from typing import Final

from fsq_beancount.names.language import Language, Vocabulary

ITALIAN: Final = Language(
    income=Vocabulary(
        words={
            "children": "figlio, figli, figlia, figlie",
            "work": """
                stipendio, stipendi, salario, salari, busta paga, buste paga, tredicesima,
                quattordicesima, straordinario, straordinari, mancia, mance, onorario, onorari,
                compenso, compensi, lavoro autonomo, tfr, trattamento di fine rapporto,
                liquidazione, naspi, disoccupazione, indennita di disoccupazione,
                indennita di malattia, indennita di maternita, maternita, malattia, borsa di studio,
                borse di studio, cassa integrazione, premio di produzione, premi di produzione,
                buoni pasto, libero professionista, collaborazione, collaborazioni,
                gettone di presenza
            """,
            "occupation": "lavoro, impiego, datore di lavoro",
            "gift": """
                regalo, regali, donazione, donazioni, eredita, lascito, lasciti, paghetta,
                regalo compleanno, regali compleanno, regali in denaro, bomboniere
            """,
            "transfer": """
                assegno unico, assegno unico universale, assegni familiari, assegno familiare,
                agenzia delle entrate, agenzia entrate, reddito di cittadinanza,
                assegno di inclusione, bonus bebe, bonus statale, bonus governo, ecobonus
            """,
            "housing-benefit": "bonus affitto, contributo affitto, contributi affitto",
            "points": "punti fedelta, raccolta punti, punti, premi fedelta",
            "gain": """
                plusvalenza, plusvalenze, minusvalenza, minusvalenze, guadagno in conto capitale,
                guadagni in conto capitale, plusvalenze e minusvalenze
            """,
            "premium": "premio opzioni, premi opzioni, premi su opzioni, vendita opzioni",
            "options": "opzioni",
            "feed-in": """
                fotovoltaico, impianto fotovoltaico, scambio sul posto, conto energia, gse,
                vendita energia, ritiro dedicato
            """,
            "dividend": """
                dividendi, dividendi azioni, dividendi azionari, dividendi incassati,
                distribuzione utili, distribuzione dividendi, dividendi esteri
            """,
            "interest": """
                interessi, interessi attivi, interessi conto, interessi bancari, interessi maturati,
                interessi su depositi, interessi conto deposito, interessi obbligazioni, cedola,
                cedole, cedole obbligazioni, interessi btp, prestiti tra privati
            """,
            "rent": """
                affitto, affitti, affitti attivi, affitti percepiti, locazione, locazioni,
                canone di locazione, canoni di locazione, canone locazione, canoni locazione,
                inquilino, inquilini, inquilina, pigione
            """,
            "royalty": """
                diritti d autore, diritto d autore, licenza, licenze, brevetto, brevetti, siae
            """,
            "advertising": """
                pubblicita, introiti pubblicitari, ricavi pubblicitari, affiliazione, affiliazioni
            """,
            "product": """
                abbonamento, abbonamenti, abbonati, corso online, corsi online, videocorso,
                videocorsi, corsi, libri digitali, libro digitale, quote associative
            """,
            "recurring": """
                abbonamento, abbonamenti, abbonati, corso online, corsi online, corsi,
                quote associative
            """,
            "annuity": """
                pensione, pensioni, pensione inps, pensione di vecchiaia, pensione di anzianita,
                pensione di reversibilita, pensione integrativa, pensione complementare,
                pensione di invalidita, vitalizio, vitalizi, rendita vitalizia, rendite vitalizie
            """,
            "property": "immobile, immobili, appartamento, appartamenti",
            "sales": """
                vendita, vendite, ricavo, ricavi, fatturato, cliente, clienti, incassi, negozio
            """,
            "refund": """
                rimborso, rimborsi, rimborso spese, rimborsi spese, rimborso irpef,
                rimborso imposte, rimborso tasse, rimborso fiscale, restituzione, restituzioni,
                storni, sconto, sconti, indennizzo, indennizzi, risarcimento, risarcimenti,
                nota di credito
            """,
            "deposit": """
                cauzione, cauzioni, deposito cauzionale, depositi cauzionali, caparra, acconto,
                acconti
            """,
            "employer": """
                datore di lavoro, datore, contributo datore, contributi datore, contributo azienda,
                contributo aziendale, contributo datoriale, aziendale, azioni dipendenti
            """,
            "subject": """
                libera professione, professione, libero professionista, partita iva, lavoro autonomo
            """,
            "trade": """
                insegnamento, insegnante, docenza, docente, lezioni, lezioni private, ripetizioni,
                agenzia, agenzie, ingegnere, traduzione, traduzioni, giornalista, corsi in presenza,
                conferenze
            """,
            "business": "impresa, azienda, ditta, negozio",
            "help": """
                coinquilino, coinquilini, coinquilina, coinquiline, assegno di mantenimento, assegni
                di mantenimento, mantenimento, alimenti, sussidio, sussidi, contributo, contributi,
                aiuto, aiuti, aiuto genitori, sovvenzione, sovvenzioni, spese condivise, spese in
                comune, assegno alimentare, assegno divorzile
            """,
            "share": """
                quota, quote, parte, meta, compagno, compagna, fidanzato, fidanzata, convivente,
                conviventi, amico, amica, amici
            """,
            "security": """
                obbligazione, obbligazioni, titoli, titoli di stato, btp, portafoglio, investimenti,
                investimento
            """,
            "trading": "investimenti, portafoglio, derivati, borsa",
            "crypto": "criptovaluta, criptovalute, cripto",
            "lottery": """
                lotteria, lotterie, scommesse, superenalotto, gratta e vinci, vincita, vincite,
                gioco, giochi
            """,
            "asked": "subito it, pannelli solari",
            "staff": "dipendente, dipendenti",
            "staff-reward": "premio, premi, segnalazione, incentivo, incentivi",
            "returned": "annullamento, riduzione, riduzioni, reso, resi",
            "alimony": "alimentare, alimentari, divorzile",
        },
    ),
    costs=Vocabulary(
        words={
            "capital-tax": """
                ritenuta dividendi, ritenute dividendi, ritenuta sui dividendi,
                ritenute sui dividendi, ritenuta alla fonte, ritenute alla fonte,
                ritenuta interessi, ritenuta sugli interessi, ritenute interessi,
                imposta sostitutiva, imposte sostitutive, imposta capital gain,
                imposta sul capital gain, imposta plusvalenze, tassa dividendi, tasse dividendi,
                imposta dividendi, tassazione dividendi, tassazione capital gain,
                imposta preventiva, tasse capital gain, ritenuta cedole
            """,
            "taxed-capital": """
                dividendi, dividendo, plusvalenze, capital gain, rendite finanziarie, cedole
            """,
            "wage-tax": """
                ritenute irpef, ritenuta irpef, irpef stipendio, addizionale regionale,
                addizionale comunale, addizionali, addizionali irpef, trattenute,
                trattenute stipendio
            """,
            "taxed-wage": "stipendio, stipendi, busta paga",
            "social": """
                contributi inps, contributi previdenziali, contributi sociali, contributi, inps,
                inail, enasarco, gestione separata, cassa previdenza, previdenza sociale
            """,
            "vat": "iva a debito, iva vendite, versamento iva, liquidazione iva",
            "trade-tax": """
                tobin tax, imposta transazioni finanziarie, imposta sulle transazioni finanziarie
            """,
            "tax": """
                imposta, imposte, tassa, tasse, irpef, irap, ires, ritenuta, ritenute,
                ritenuta d acconto, ritenute d acconto, cedolare secca, imposta di bollo,
                bollo titoli, bollo conto, bollo dossier titoli, ivafe, ivie, f24
            """,
            "household-tax": """
                imu, tari, tasi, bollo, bollo auto, canone rai, tassa rifiuti,
                tassa automobilistica, imposta di registro, tassa di soggiorno,
                imposta di soggiorno, tassa auto, superbollo, imposta di successione,
                imposta catastale, imposta ipotecaria
            """,
            "fee": """
                commissione, commissioni, commissioni bancarie, spese bancarie, spese conto,
                spese di conto, canone conto, spese di gestione, provvigione, provvigioni,
                spese di negoziazione, commissioni di negoziazione, commissioni di gestione,
                spese tenuta conto
            """,
            "bank-fee": "spese, costi",
            "bank": "banca, banche, bancarie, bancari, borsa, broker, conto titoli, investimenti",
            "household": """
                asilo, nido, scuola, scuole, universita, mensa, palestra, parcheggio, pedaggio,
                pedaggi, sindacato, condominio, rifiuti, acqua, medico, dentista, ospedale,
                veterinario, notaio, avvocato, matrimonio, viaggio, viaggi, bagaglio, telefono,
                trasloco, luce, spedizione, spedizioni, assicurazione, assicurazioni, iscrizione,
                esame, figli, bambini
            """,
            "home": "casa, appartamento, abitazione, macchina, moto, cane, cani, prima casa",
            "let": "affitto, affitti, locazione, locazioni, inquilino, inquilini, affittato",
            "upkeep": """
                condominio, spese condominiali, manutenzione, manutenzioni, riparazione,
                riparazioni, ristrutturazione, imu, amministratore condominio
            """,
            "interest": """
                interessi, interessi passivi, interessi mutuo, interessi prestito, rateo interessi,
                ratei cedole
            """,
            "loss": """
                perdita, perdite, minusvalenza, minusvalenze, inesigibile, inesigibili,
                crediti inesigibili, credito inesigibile, perdite su crediti, perdita su crediti
            """,
            "default": "insolvenza, insolvenze, inadempienza",
            "claim": "prestito, prestiti, credito, crediti, mutuo, obbligazione, obbligazioni",
            "depreciation": "ammortamento, ammortamenti",
            "nothing": "perdita di peso, carta di credito",
            "body": "capelli, memoria, bagaglio, bagagli",
        },
        exceptions={
            "tax": """
                iva a credito, iva detraibile, iva acquisti, commercialista, consulente fiscale
            """,
            "vat": "iva a credito, iva detraibile, iva acquisti",
            "loss": "perdita di peso",
        },
    ),
    holdings=Vocabulary(
        words={
            "loan": """
                prestito, prestiti, mutuo, mutui, finanziamento, finanziamenti, mutuo casa,
                prestito auto
            """,
            "held-property": "immobile, immobili, casa, appartamento, terreno",
            "held-crypto": "criptovalute, criptovaluta",
            "held-durable": "macchina, veicolo, veicoli, mobili",
            "held-stock": "azioni",
            "held-bond": "obbligazioni, btp",
            "house": "casa, appartamento, appartamenti, immobile, immobili, abitazione",
            "land": "terreno, terreni",
            "car": "macchina, veicolo, veicoli, moto, barca",
            "deposit": "cauzione, cauzioni, caparra, deposito cauzionale, depositi cauzionali",
            "claim": """
                credito, crediti, crediti verso clienti, prestito, prestiti, prestiti concessi,
                anticipo, anticipi, debitori, da ricevere
            """,
            "pension": """
                fondo pensione, fondi pensione, pensione, pensione integrativa, tfr, previdenza,
                previdenza complementare
            """,
            "contract": """
                polizza vita, assicurazione vita, buoni fruttiferi, piano di accumulo, polizza
            """,
            "nothing": """
                carta di credito, carte di credito, prestiti p2p, assicurazione auto,
                assicurazione casa
            """,
        },
        exceptions={"loan": "carta di credito, carte di credito"},
    ),
)
