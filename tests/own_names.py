"""Everyday names of accounts in ten languages, by what they say."""

from __future__ import annotations

from typing import Final

INCOME: Final = {
    # English, German
    "work": """
        Work Employer Arbeit Arbeitgeber Beruf W2 Stipend Stipendium Elterngeld Arbeitslosengeld
        Krankengeld Kurzarbeitergeld Mutterschaftsgeld Salary Side-Hustle RSU:Vest StockOptions
        Bonus Day-Trading Überstunden Weihnachtsgeld 13thSalary:Bonus Unemployment SickPay Nebenjob
        Minijob Salaire Salaires:Net Honoraires Chômage Pourboires Sueldo Nómina Aguinaldo
        Horas-Extras Paro Stipendio Tredicesima Compensi Disoccupazione Salaris Loon Vakantiegeld
        Fooien Salário Ordenado Gorjetas Lön Månadslön Sjukpenning Løn Feriepenge Dagpenge Lønn
        Sykepenger Feriepenger Travail Trabajo Lavoro Werk Arbete Arbejde Arbeid Trabalho
    """,
    "gift": """
        Gifts Geschenke Erbschaft Inheritance Taschengeld PocketMoney Cadeaux Dons Regalos Herencia
        Regali Eredità Cadeaus Erfenis Zakgeld Presentes Herança Gåvor Arv Gaver Lommepenge
    """,
    "transfer": """
        Kindergeld ChildBenefit Child-Benefit Wohngeld BAföG Finanzamt Rewards Payback Cashback
        Bürgergeld ALG2 Familienbeihilfe Allocations-Familiales CAF APL Assegno-Unico Kinderbijslag
        Zorgtoeslag Huurtoeslag Barnbidrag Bostadsbidrag Børnepenge Boligstøtte Barnetrygd HMRC IRS
        CreditCard:Rewards Hacienda Belastingdienst Skatteverket Housing-Benefit
    """,
    "refund": """
        Refunds TaxRefund Steuererstattung Krankenkasse:Erstattung Arbeitgeber:Fahrtkostenerstattung
        Verrechnungssteuer:Rückerstattung Rebates Remboursements Remboursement-Impôts Reembolsos
        Devoluciones Rimborsi Rimborso-Spese Teruggave Belastingteruggave Restituição Reembolsos
        Skatteåterbäring Återbetalning Tilbagebetaling Overskydende-Skat Refusjon Tilbakebetaling
        Nebenkostenerstattung Rückzahlung Beitragsrückerstattung
    """,
    "help": """
        Unterhalt Alimony ChildSupport Kindesunterhalt Allowance Zuschuss Roommates Mitbewohner
        Pension-Alimentaire Pension-Alimenticia Assegno-Di-Mantenimento Alimentatie
        Pensão-Alimentícia Underhållsbidrag Underholdsbidrag Barnebidrag Ayuda Subvention
        Colocataire Coinquilino Huisgenoot
    """,
    "gain": """
        CapitalGains LTCG STCG PnL Kursgewinne Verluste Plus-Values Plusvalías Ganancias-De-Capital
        Plusvalenze Koerswinst Mais-Valias Reavinster Kursgevinst Aksjegevinst
    """,
    "premium": """
        OptionPremiums Option-Premiums Covered-Calls Cash-Secured-Puts Options Options:Premiums
        Broker:Options IBKR:Options Optionsprämien Optionen Depot:Optionen Stillhalterprämien
        Primes-D-Options Optiepremies Premi-Opzioni
    """,
    "reward": "Staking Staking:Rewards Crypto:Mining Airdrops Minage Minería",
    "feed-in": """
        Photovoltaik Einspeisevergütung PV-Anlage Feed-In-Tariff Photovoltaïque Fotovoltaico
        Fotovoltaica Zonnepanelen Teruglevering
    """,
    "dividend": """
        Div Dividends Distributions Fund-Distributions Dividenden Ausschüttung:ETF Dividendes
        Distribution-De-Dividendes Dividendos Dividendi Dividend Dividendenuitkering:Dividend
        Dividenduitkering Proventos JCP Utdelning Aktieutdelningar Udbytte Aktieudbytte Utbytte
    """,
    "interest": """
        Interest BankInterest Lending P2P P2P-Kredite Peer-To-Peer Zinsen Tagesgeldzinsen
        Depot:Coupons Bonds:Coupons Coupons:Bond Kupons Intérêts Intérêts-Livret-A Intereses
        Intereses-Bancarios Interessi Cedole Interessi-Attivi Spaarrente Rentebaten Renteinkomsten
        Juros Juros-Poupança Ränta Ränteintäkter Renteindtægter Bankrenter Renteinntekter
        Innskuddsrenter
    """,
    "rent": """
        Rent RentalIncome Miete Mieteinnahmen Pacht Untermiete Loyers Revenus-Locatifs Loyers-Perçus
        Alquiler Alquileres Arrendamiento Affitti Locazioni Canone-Di-Locazione Huur Huurinkomsten
        Kamerverhuur Aluguel Arrendamento Hyra Hyresintäkter Uthyrning Husleje Lejeindtægter
        Udlejning Husleie Leieinntekter Utleie
    """,
    "royalty": """
        Royalties Licences Lizenzen VG-Wort Tantiemen Verlag:Tantiemen YouTube AdSense
        Google-AdSense Affiliate Affiliate-Provision Amazon-Affiliates Partnerprogramm Advertising
        Werbeeinnahmen Sponsored-Links Droits-D-Auteur Redevances Publicité Derechos-De-Autor
        Regalías Publicidad Diritti-D-Autore Pubblicità Auteursrechten Advertenties
        Direitos-Autorais
    """,
    "product": """
        Webinar Webinare Subscriptions Memberships Courses Onlinekurs Online-Kurse Videokurs E-Books
        SaaS Abos Jahresabo Mitgliedschaften Digital-Products Stock-Photos Abonnements
        Formations-En-Ligne Suscripciones Cursos-Online Abbonamenti Corsi-Online Abonnementen
        Lidmaatschap Assinaturas Prenumerationer
    """,
    "annuity": """
        Rente Betriebsrente Altersrente Witwenrente Pension StatePension Annuity SocialSecurity
        Ruhegehalt Retraite Pension-De-Retraite Rente-Viagère Jubilación Pensión-De-Jubilación
        Pensione Pensione-INPS Vitalizio Pensioen AOW Lijfrente Aposentadoria Ålderspension
        Folkepension Alderspensjon Defined-Contribution:Pension Berufsunfähigkeitsrente
    """,
    "subject": """
        Freelance:Ads Teaching:Courses VHS:Kurse Kurse:VHS Selbständig:Kurse
        Sales:Advertising-Agency Mining:Engineer Gewerbe:Gewinn Lehrauftrag:Kurse
        Enseignement:Cours-En-Ligne Uber:Referrals Docencia:Cursos Insegnamento:Corsi
        Onderwijs:Cursussen Undervisning:Prenumerationer Agentur:Werbung
    """,
    "employer": """
        Employer:Pension EmployerPension EmployerSocialSecurity Arbeitgeber:Pension
        Employer:Dividends Arbeitgeber:Betriebsrente Gehalt:Tantiemen Employeur:Retraite
        Werkgever:Pensioen Arbejdsgiver:Pension Arbetsgivare:Pension Arbeidsgiver:Pensjon
        Pension:Contributions ESPP:Gains Datore-Di-Lavoro:Pensione Empleador:Jubilación
        Empregador:Pensão Werkgeversbijdrage:Pensioen
    """,
    "deposit": """
        RentDeposit Rent-Deposit Kaution:Miete Mietkaution Membership:Deposit Courses:Deposit
        Loyer:Caution Fianza:Alquiler Cauzione:Affitto Waarborg:Huur Huurwaarborg Caução:Aluguel
        Hyresdeposition Depositum:Husleje Husleiedepositum
    """,
    "own-money": """
        401k:Distribution HSA:Distribution 529:Distribution StudentLoan:Distribution
        Loan:Distribution HSADistribution IRA-Distribution Roth:Distributions
    """,
    None: """
        Other Sonstiges Misc Lotto:Gewinn Lottery:Gains Coupons Refill Acme:Options Conto-Corrente
        Frente Facebook Notebook Cabo-Verde Konkurrenten Trente Magazins Corrente Interests-of-mine
        Time-Deposit Fixed-Deposit Deposit Kaution Share Anteile 401k HSA Patreon Substack Airbnb
        Etsy EBay NetworkMarketing Empfehlung Provision Solar Nebenkostenvorauszahlung Renta Rendita
        Islamieten Schuur Miettes
    """,
}  # fmt: skip
"""Names of income by the category that they say."""

QUALIFIED: Final = {
    # The category of the qualifier, and that of the name without it.
    ("refund", "rent"): """
        Refunds:Rent Reimbursements:Rent Miete:Rueckzahlung Mietminderung Mietkautionsrückzahlung
        Loyer:Remboursement Alquiler:Devolución Affitto:Rimborso Huur:Teruggave Hyra:Återbetalning
        Husleje:Tilbagebetaling Rent:Rebate Nachlass:Miete
    """,
    ("refund", "interest"): "Refund:Mortgage-Interest Zinsen:Erstattung Interest:Refunds",
    ("refund", "product"): "Refunds:Subscriptions Refunds:Membership Abos:Erstattung",
    ("help", "rent"): """
        Roommates:Rent Rent-Share Mitbewohner:Mietanteil RentAssistance Mietkostenzuschuss
        WG:Mietanteil WG:Mietanteil-Lena Flatmate:Rent Shared:Rent WG:Miete Mietzuschuss
        Colocataire:Loyer Coinquilino:Affitto Huisgenoot:Huur Roomie:Alquiler Rumskamrat:Hyra
        Bofælle:Husleje Hyresbidrag Huslejetilskud Wohngeld:Miete Aide:Loyer Subsidio:Alquiler
    """,
    ("employer", "annuity"): "EmployerPension Employer:Pension Arbeitgeber:Betriebsrente",
    ("employer", "dividend"): "Employer:Dividends Mitarbeiteraktien:Dividende",
    ("employer", "royalty"): "Gehalt:Tantiemen Arbeitgeber:Tantieme",
    ("employer", "gain"): "ESPP:Gains Employer:CapitalGains",
    ("subject", "product"): "VHS:Kurse Teaching:Courses",
    ("subject", "royalty"): "Freelance:Ads Sales:Advertising-Agency Freelance:Royalties",
    ("deposit", "rent"): "RentDeposit Kaution:Miete Mietkaution",
    ("own-money", "dividend"): "401k:Distribution Student-Loan:Distributions",
    ("refund", None): "RentalCar-Refund Refunds Erstattung",
}  # fmt: skip
"""Names of income by their qualifier and what they would be without it."""

PASSIVE_STAYS: Final = """
    Fixed-Deposit:Interest Time-Deposit:Interest Deposit-Interest Share-Dividends
    Savings:Shares:Dividends Anteilsscheine:Ausschuettung Genossenschaftsanteile:Dividende
    Genossenschaftsanteile-Dividende Fondsanteile:Ausschuettung Ruecklagen:Zinsen
    Rückstellung:Zinsen Berufsunfaehigkeitsrente Rent:Agency Mietkaution:Zinsen Kautionskonto:Zinsen
    Defined-Contribution:Pension Teaching:Royalties Agency:Interest Translations:Royalties
    Contracts:Royalties Shares:Interest Anteile:Zinsen Part:Dividendes Aandeel:Dividend
    Andel:Utdelning Quota:Dividendi Dépôt:Intérêts Depósito:Intereses Conto-Deposito:Interessi
    Cedole:Deposito
"""
"""Names of passive income that hold a word that qualifies other income."""

COSTS: Final = {
    "capital-tax": """
        Kapitalertragsteuer KESt Quellensteuer Verrechnungssteuer Abgeltungsteuer Steuern:KapESt
        Dividend-Withholding WithholdingTax Taxes:Dividends Impots:PrelevementForfaitaire
        Prélèvements-Sociaux Impôts:Dividendes Précompte-Mobilier Retención-Dividendos
        Impuestos:Dividendos Ritenuta-Dividendi Imposta-Sostitutiva Ritenuta-Alla-Fonte
        Tasse:Dividendi Dividendbelasting Roerende-Voorheffing Imposto-Sobre-Dividendos Kapitalskatt
        Källskatt Udbytteskat Kildeskatt Steuern:Dividenden
    """,
    "lump-sum-tax": "Vorabpauschale Steuern:Vorabpauschale ETF-Vorabpauschale",
    "wage-tax": """
        Lohnsteuer PAYE Tax:PAYE Taxes:Federal Taxes:US:State Steuern:Lohnsteuer Payroll-Tax
        Prélèvement-À-La-Source Retención-IRPF Loonheffing Loonbelasting Ritenute-Irpef A-Skat
        Forskuddstrekk Preliminärskatt
    """,
    "social": """
        Tax:NI SocialSecurity Medicare FICA Sozialversicherung Rentenversicherung URSSAF CSG
        Cotisations-Sociales Seguridad-Social AFP Contributi-INPS Sociale-Premies RSZ INSS
        Arbetsgivaravgifter AM-Bidrag Trygdeavgift
    """,
    "vat": """
        VAT GST USt MwSt Umsatzsteuer Steuern:Umsatzsteuer TVA IVA IGV BTW Omzetbelasting MVA
        Impuestos:IVA Utgående-Moms
    """,
    "trade-tax": """
        Stamp-Duty Finanztransaktionssteuer Broker:FTT Taxe-Sur-Les-Transactions-Financières
        Tasa-Tobin Tobin-Tax Beurstaks
    """,
    "tax": """
        Tax Taxes Steuern Einkommensteuer Impôts Impôt-Sur-Le-Revenu Impuestos IRPF Imposte IRPEF
        Belasting Inkomstenbelasting Impostos Skatt Restskat Vermietung:Grundsteuer
        Rental:Property-Tax
    """,
    "fee": """
        Bank:Fees Depot:Ordergebühren Financial:Commissions Frais-Bancaires Banque:Frais Courtage
        Comisiones-Bancarias Banco:Gastos Spese-Bancarie Banca:Spese Transactiekosten Bank:Kosten
        Kurse:Plattformgebühren Memberships:Stripe-Fees Rental:Garbage-Fees Tarifas-Bancárias
        Bankavgifter Bankgebyr Onlinekurs:Plattformgebühren Selling:Commission
    """,
    "bare-fee": "Fees Gebühren Fee Frais",
    "household-fee": """
        Daycare-Fees Gym:Membership-Fee School-Fees Parking-Fees Union-Fees HOA-Fees
        Kind:Kitagebühren Kita-Gebühren Rundfunkgebühren Müllgebühren Studiengebühren Parkgebühren
        School:Fees Car:Fees
    """,
    None: """
        Taxi Food Rent Steuerberater Vorsteuer Steuern:Vorsteuer Kfz-Steuer Auto:Steuer Hundesteuer
        Grundsteuer Home:Taxes:Municipal Council-Tax Property-Tax Property:Taxes Taxe-Foncière
        Taxe-D-Habitation IBI IMU Bollo-Auto OZB Wegenbelasting Fastighetsskatt Ejendomsskat
        IVA-Soportado TVA-Déductible Input-VAT Voorbelasting Rundfunkbeitrag Frais:Transport
        Repas:Frais Spese:Casa Gastos:Comida Syntax Estate State-Park Tierarzt Dirt
    """,
}  # fmt: skip
"""Names of expenses by the category of cost that they say."""

LOSSES: Final = """
    Losses Verluste P2P:Ausfall Kreditausfall Forderungsausfall Depot:Ausbuchung Write-Off Worthless
    P2P:Default Loan:Defaults Bad-Debt Pertes Créances-Irrécouvrables Pérdidas Incobrables Perdite
    Verliezen Afboeking Förluster Kurstab
"""
NO_LOSSES: Final = """
    Default Defaults Weight-Loss Weightloss Gains Unfall Lohnausfall Ausfallversicherung
    Gewichtsverlies Perte-De-Poids Stripe
"""
DEPRECIATIONS: Final = """
    Depreciation Abschreibungen:Auto AfA Amortisation Amortissements Depreciación Ammortamento
    Afschrijvingen Depreciação Avskrivningar Afskrivninger
"""
INTERESTS: Final = """
    Interest Depot:Stückzinsen Accrued-Interest Loan-Interest Darlehenszinsen Intérêts
    Intérêts-Courus Intereses-Corridos Interessi Hypotheekrente Juros Ränta Renteutgifter
    Steuern:Zinsen
"""
SALES: Final = """
    Sales Revenue Customers Verkauf Warenverkauf Umsatz Erlöse Ventas Ventes Vendite Omzet Verkoop
    Vendas Försäljning Salg Omsetning Turnover
"""
NOT_CASH: Final = {
    "house": "House Home Immobilien:Wohnung Haus Maison Casa Huis Bostad",
    "land": "Land Grundstück Terrain Terreno",
    "car": "Car Auto Fahrzeug Voiture Coche Macchina Voertuig",
    "deposit": """
        Mietkaution Bank:Mietkaution Kaution Rent-Deposit Rental:Deposit Security-Deposit Fianza
        Cauzione Waarborgsom Dépôt-De-Garantie
    """,
    "claim": """
        Forderungen Receivables Accounts-Receivable Lent Loans:Friend Verliehen Créances
        Cuentas-Por-Cobrar Crediti Vorderingen Fordringar
    """,
    "pension": """
        Riester Rürup BAV Vanguard:401k:Cash IRA Pension Altersvorsorge Säule-3a Retraite Pensioen
        Fondo-Pensione Plan-De-Pensiones SIPP Direktversicherung
    """,
    "contract": """
        Bausparvertrag Bausparen Lebensversicherung ISA Lifetime-ISA 529 HSA Assurance-Vie PEA
        Levensverzekering Polizza-Vita
    """,
    None: """
        Bank Checking Tagesgeld Fixed-Deposit Deposits Cash Sparkonto PayPal Depot Carta-Di-Credito
        Haushaltskasse Prepaid-Card Frente
    """,
}  # fmt: skip
"""Names of assets by why their money is no cash."""
