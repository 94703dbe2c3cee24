"""French account names: whole words and phrases, by category; written without accents."""

from __future__ import annotations

from typing import Final

from fsq_beancount.names.language import Language, Vocabulary

FRENCH: Final = Language(
    income=Vocabulary(
        words={
            "children": "enfant, enfants",
            "work": """
                salaire, salaires, salaire net, paie, paye, remuneration, remunerations, primes,
                prime annuelle, prime de noel, treizieme mois, 13eme mois, conges payes, honoraires,
                pourboire, pourboires, heures supplementaires, abondement, allocation chomage,
                allocations chomage, chomage, pole emploi, france travail, indemnites journalieres,
                indemnite journaliere, ijss, indemnites chomage, conge maternite, conge paternite,
                conge parental, bourse d etudes, bourses d etudes, auto entrepreneur, micro
                entreprise, tickets restaurant, avantages en nature, avantage en nature, prestations
                de service, indemnite de licenciement, indemnites de licenciement, gratification de
                stage, allocations perte de gain, apg, prime de cooptation, prime cooptation,
                cooptation
            """,
            "occupation": "travail, emploi, employeur",
            "gift": """
                cadeau, cadeaux, dons, donation, donations, succession, successions, heritages,
                etrennes, argent de poche, cadeau anniversaire, cadeaux anniversaire, don familial,
                don manuel
            """,
            "transfer": """
                allocations familiales, allocation familiale, allocation de rentree, caf, rsa,
                prime d activite, prime activite, cheque energie, credit d impot, credits d impot,
                dgfip, tresor public, allocation adulte handicape, aah, prime de naissance, paje,
                bonus ecologique, prime renov, prime parrainage, office des impots, credit d impots,
                credits d impots
            """,
            "housing-benefit": """
                apl, aide au logement, aides au logement, aide logement,
                aide personnalisee au logement, allocation logement, allocations logement,
                allocation de logement, allocations de logement
            """,
            "points": "points fidelite, carte fidelite, fidelite, recompenses",
            "gain": """
                plus value, plus values, moins value, moins values, plus values mobilieres,
                plus values immobilieres, gain en capital, gains en capital, plus et moins values
            """,
            "premium": "primes d options, prime d option, vente d options",
            "reward": "minage, recompenses de staking",
            "feed-in": """
                photovoltaique, panneaux photovoltaiques, vente d electricite, edf oa,
                obligation d achat, injection electricite
            """,
            "dividend": """
                dividende, dividendes, dividendes actions, dividendes percus, dividendes recus,
                revenus d actions, distribution de dividendes, distributions de dividendes,
                scpi dividendes
            """,
            "interest": """
                interets, interets livret, interets livrets, interets percus, interets recus,
                interets bancaires, interets crediteurs, interets obligations,
                interets obligataires, interets courus, interets moratoires, produits financiers,
                prets participatifs, pret participatif, financement participatif
            """,
            "rent": """
                loyer, loyers, loyers percus, loyer percu, revenus locatifs, revenu locatif,
                revenus fonciers, revenu foncier, location meublee, location saisonniere,
                locations saisonnieres, lmnp, fermage, fermages, locataire, locataires
            """,
            "royalty": """
                droits d auteur, droit d auteur, redevance, redevances, sacem, sacd, brevets,
                droits d edition, droits voisins, concession de licence
            """,
            "advertising": """
                publicite, publicites, affiliation, affiliations, revenus publicitaires,
                regie publicitaire, commissions d affiliation
            """,
            "product": """
                abonnement, abonnements, cours en ligne, formation en ligne, formations en ligne,
                livre numerique, livres numeriques, produits numeriques, webinaire, webinaires
            """,
            "recurring": """
                abonnement, abonnements, cours en ligne, formation en ligne, formations en ligne
            """,
            "annuity": """
                retraite, retraites, pension de retraite, pensions de retraite,
                pension de reversion, retraite complementaire, agirc arrco, rente viagere,
                rentes viageres, pension d invalidite, rente, rentes, pension vieillesse
            """,
            "property": "immobilier, bien locatif, biens locatifs, appartement, immeuble",
            "sales": """
                vente, ventes, chiffre d affaires, client, clients, commande, commandes, recettes
            """,
            "refund": """
                remboursement, remboursements, remboursement de frais, remboursements de frais,
                remboursement impots, remboursement d impot, rembourse, ristourne, ristournes,
                remise, remises, trop percu, trop percus, indemnisation, indemnisations,
                regularisation, regularisations, regularisation de charges, restitution,
                note de frais, notes de frais, mutuelle, cpam, rembourses, remboursee, remboursees,
                frais rembourses
            """,
            "deposit": """
                depot de garantie, depots de garantie, caution, cautions, acompte, acomptes, arrhes
            """,
            "employer": """
                employeur, employeurs, patronal, patronale, patronales, part patronale,
                part employeur, cotisation patronale, cotisations patronales, abondement,
                interessement, participation salariale, participation aux benefices,
                epargne salariale, actions gratuites, cotisation, cotisations
            """,
            "subject": """
                independant, independante, profession, profession liberale, auto entrepreneur,
                micro entreprise, vacation enseignement, vtc, chauffeur, uber, deliveroo
            """,
            "trade": """
                enseignement, enseignant, enseignante, professeur, cours particuliers, cours,
                formateur, formatrice, formation, formations, agence, agences, conference,
                conferences, atelier, ateliers, ingenieur, soutien scolaire, traduction,
                traductions, journaliste, photographe
            """,
            "business": "entreprise, commerce, boutique, magasin, fonds de commerce",
            "help": """
                colocataire, colocataires, coloc, colocs, aide, aides, subvention, subventions,
                pension alimentaire, pensions alimentaires, contribution alimentaire,
                prestation compensatoire, aide familiale, aide des parents, aide parents, soutien,
                secours, frais partages, depenses partagees
            """,
            "share": """
                part, quote part, partage, moitie, colocation, colocations, conjoint, conjointe,
                compagnon, compagne, copain, copine, ami, amie, amis, concubin, concubine,
                partenaire, colocatrice, colocatrices
            """,
            "security": """
                obligation, obligations, titres, titre, compte titres, pea, portefeuille, bourse,
                investissement, investissements, placement, placements
            """,
            "trading": """
                bourse, compte titres, portefeuille, produits derives, boursorama, bourse direct,
                fortuneo
            """,
            "crypto": "cryptomonnaie, cryptomonnaies, cryptos",
            "lottery": """
                loterie, loto, fdj, pmu, tombola, jeux d argent, jeu, jeux
            """,
            "asked": """
                parrainage, parrainages, solaire, panneaux solaires, vinted, leboncoin, le bon coin
            """,
            "nothing": "assurance pension, retraite spirituelle, cours de bourse, cours de change",
            "staff": """
                salarie, salaries, salariee, salariees, collaborateur, collaborateurs, personnel
            """,
            "staff-reward": """
                parrainage, parrainages, recompenses, recompense, prime, recommandation,
                recommandations
            """,
            "returned": "annulation, annulations, annule, avoir, reduction, reductions, retour",
            "alimony": "alimentaire, alimentaires, compensatoire, compensatoires",
        },
    ),
    costs=Vocabulary(
        words={
            "capital-tax": """
                prelevement forfaitaire, prelevements forfaitaires, prelevement forfaitaire unique,
                pfu, prelevement forfaitaire non liberatoire, prelevement forfaitaire obligatoire,
                pfnl, prelevements sociaux, prelevement social, retenue a la source,
                retenues a la source, impot anticipe, precompte mobilier, impot sur les dividendes,
                impots sur les dividendes, impot dividendes, impots dividendes,
                impot sur les plus values, impots sur les plus values, impot plus values,
                impots plus values, taxe dividendes, taxe sur les dividendes, acompte dividendes,
                flat tax
            """,
            "taxed-capital": """
                dividende, dividendes, plus value, plus values, capital, capitaux,
                valeurs mobilieres, revenus mobiliers
            """,
            "wage-tax": """
                prelevement a la source, impot a la source, impots a la source,
                precompte professionnel, impot sur le salaire, impot sur les salaires,
                taxe sur les salaires, retenue sur salaire
            """,
            "taxed-wage": "salaire, salaires, paie",
            "social": """
                cotisation sociale, cotisations sociales, cotisation, cotisations,
                cotisations salariales, cotisations retraite, urssaf, csg, crds, csg crds,
                securite sociale, secu, assurance chomage, assurance maladie, charges sociales,
                charges salariales, avs, lpp, onss, retraite complementaire, prevoyance, agirc,
                arrco
            """,
            "vat": "tva, tva collectee, tva a payer, tva due, taxe sur la valeur ajoutee",
            "trade-tax": """
                taxe sur les transactions financieres, taxe transactions financieres,
                taxe de transaction, ttf, taxe sur les operations de bourse,
                taxe operations de bourse, tob, impot de bourse, taxe de bourse, droit de timbre,
                droits de timbre
            """,
            "tax": """
                impot, impots, taxe, impot sur le revenu, impots sur le revenu, impot revenu, ifi,
                isf, fiscalite, fisc, impot cantonal, impot federal, impot federal direct,
                impot communal, impot sur la fortune, cfe
            """,
            "household-tax": """
                taxe fonciere, taxes foncieres, impots fonciers, impot foncier, taxe d habitation,
                taxe habitation, taxes habitation, taxe de sejour, taxe ordures menageres,
                taxe ordures, teom, redevance tv, contribution audiovisuelle,
                redevance audiovisuelle, taxe auto, taxe voiture, taxe automobile, carte grise,
                droits de succession, droits de mutation, taxe chien, impot auto,
                taxe d amenagement, malus
            """,
            "fee": """
                frais bancaires, frais bancaire, frais de banque, frais de courtage, courtage,
                frais de gestion, gestion locative, frais de tenue de compte, tenue de compte,
                droits de garde, frais de garde titres, frais de transaction, frais de transactions,
                frais de change, commission bancaire, commissions bancaires, agios,
                frais de plateforme, frais d agence, frais de carte, frais de virement,
                frais d entree, frais de bourse, frais boursiers
            """,
            "bank-fee": "frais, charges",
            "bank": """
                banque, banques, bancaire, bancaires, courtier, courtiers, bourse, compte titres,
                titres, pea, paypal, boursorama, portefeuille, placements, placement
            """,
            "bare-fee": "frais, frais divers",
            "household": """
                creche, garderie, ecole, scolarite, scolaire, cantine, universite, etudes, examen,
                examens, enfant, enfants, salle de sport, sportif, clubs, stationnement, peage,
                peages, syndicat, copropriete, ordures, poubelle, eau, television, medecin,
                dentiste, hopital, veterinaire, notaire, avocat, mariage, eglise, voyage, voyages,
                bagages, telephone, demenagement, electricite, livraison, retard, inscription,
                passeport, assurance, assurances, mutuelle, obseques, garde, nounou, parking,
                parkings, syndicats, syndical, syndicale, syndicales, restaurant d entreprise
            """,
            "home": """
                maison, appartement, voiture, voitures, moto, chien, chiens, logement, habitation,
                residence principale
            """,
            "let": """
                location, locations, locatif, locative, locatifs, locataire, locataires, lmnp,
                bailleur
            """,
            "upkeep": """
                copropriete, charges de copropriete, syndic, taxe fonciere, reparation, reparations,
                travaux, entretien, gestion locative, ravalement, renovation
            """,
            "interest": """
                interet, interets, interets courus, interets emprunt, interets d emprunt,
                interets pret, interets debiteurs, interets credit
            """,
            "loss": """
                perte, pertes, moins value, moins values, irrecouvrable, irrecouvrables,
                creance irrecouvrable, creances irrecouvrables, creances douteuses,
                passage en perte, pertes sur creances, perte en capital
            """,
            "default": "defaut, defauts, defaut de paiement",
            "claim": "pret, prets, creance, creances, obligation, obligations, emprunteur",
            "depreciation": """
                amortissement, amortissements, dotation aux amortissements,
                dotations aux amortissements
            """,
            "nothing": "perte de poids, frais de scolarite, produits frais, fruits frais",
            "body": "poids, cheveux, memoire, bagages, bagage",
        },
        exceptions={
            "tax": """
                tva deductible, tva recuperable, tva sur achats, tva a recuperer, conseil fiscal,
                conseiller fiscal
            """,
            "vat": "tva deductible, tva recuperable, tva sur achats, tva a recuperer",
            "loss": "perte de poids, perte de bagages",
            "social": """
                syndicat, syndicats, syndical, syndicale, syndicales, cotisation syndicale,
                cotisations syndicales
            """,
        },
    ),
    holdings=Vocabulary(
        words={
            "loan": """
                pret, prets, emprunt, emprunts, hypotheque, hypotheques, credit immobilier,
                pret immobilier, credit conso, credit auto, pret etudiant, pret personnel,
                credit bail
            """,
            "held-property": "immobilier, maison, appartement, terrain, immeuble",
            "held-crypto": "cryptomonnaie, cryptomonnaies",
            "held-durable": "voiture, voitures, vehicule, vehicules, meubles",
            "house": """
                maison, maisons, appartement, appartements, immobilier, immeuble, immeubles,
                logement, residence principale, residence secondaire
            """,
            "land": "terrain, terrains, foret, forets",
            "car": "voiture, voitures, vehicule, vehicules, moto, motos, bateau, camping car",
            "deposit": """
                caution, cautions, depot de garantie, depots de garantie, garantie locative
            """,
            "claim": """
                creance, creances, prets accordes, pret accorde, pret, prets, avance, avances,
                a recevoir, debiteur, debiteurs, notes de frais, remboursements attendus, acompte,
                acomptes
            """,
            "pension": """
                retraite, epargne retraite, plan epargne retraite, plan d epargne retraite, perp,
                perco, percol, pereco, perin, pilier 3a, 3e pilier, troisieme pilier, 2e pilier,
                libre passage, lpp, caisse de pension, prevoyance
            """,
            "contract": """
                assurance vie, assurances vie, pea, pea pme, pel, plan epargne logement, pee,
                plan epargne entreprise, epargne salariale, plan d epargne en actions,
                contrat de capitalisation
            """,
            "nothing": """
                carte de credit, cartes de credit, assurance auto, assurance maison,
                assurance habitation
            """,
        },
        exceptions={"loan": "carte de credit, cartes de credit"},
    ),
)
