"""Names of accounts in published ledgers, chart templates and importers, by their kind.

They were collected after the lists of words had been written, so they show what the lists are worth
for ledgers that nobody had seen. Only the names were taken; names of people, employers, banks and
streets are replaced.
"""

from __future__ import annotations

from typing import Final

ACTIVE: Final = """
    Income:Salary:AcmeCo Income:Hoogle:Salary Income:Salary:Allowances Income:Paycheck:Benefit
    Income:Match401k Income:MatchHSA Income:Gehalt:RSU Income:Employer:Paycheck Income:EmployerA
    Income:Employer-Pension-Contributions Income:Contributions:Employer
    Income:Employer-Retirement-Match Income:Employer-Contributions:HSA-Contributions
    Income:Freelance:Design Income:Side-Income:Freelance Income:TeachingAssistant
    Income:Contractor-Income Income:Wages:Acme Income:Net-Salary
    Income:Employment:Salary:Base:Regular Income:Wages-Salary:Overtime Income:Unemployment-Benefit
    Income:Lohn-Und-Gehalt:Bruttovergütung Income:Sonstige-Einkünfte:Arbeitslosengeld
    Revenus:Revenus-Du-Travail:Heures-Supplémentaires Revenus:Emploi:Salaire Ingresos:Sueldo-Cónyuge
    Income:Salario:Comisiones Income:Otros-Ingresos:Becas Entrate:Stipendio-Coniuge Inkomster:Lön
    Indtægter:Løn Receitas:Salário-Cônjuge Income:Seguridad-Social:Seguro-Desemprego
    Income:Stipendio Income:Allocations-Et-Sécurité-Sociale:Indemnités-Journalières
"""

NEUTRAL: Final = """
    Income:Gifts-Received Income:Gift Income:TaxRefund Income:Government:TaxReturn
    Income:Cashback:Bank Income:Cashback:Credit-Card Income:Reward Income:PC-Points
    Income:Refunds:Clothing Income:Reimbursements Income:Household:FamilyReimbursement
    Income:Household:Allowance Income:Allowance:Rent Income:Allowance:Health Income:Windfall
    Income:Rebate:Bank Income:CAF:RSA Income:Alimony Income:Child-Support Income:government-benefits
    Income:Rental-Income:Security-Deposit Income:Retirement-Income:401-K-403-B-Distributions
    Income:Retirement-Income:IRA-Distributions Erträge:Gehalt:Kindergeld
    Income:Sonstige-Einkünfte:Steuererstattung Income:Sonstige-Einkünfte:Unterhalt-Für-Kinder
    Income:BAFöG Revenus:Dons-Reçus Revenus:Allocations-Et-Sécurité-Sociale:Allocations-Familiales
    Revenus:Emploi:Frais-Remboursés Revenus:Autres-Revenus:Crédits-D-Impôts
    Revenus:Allocations-De-Logement
    Revenus:Allocations-Et-Sécurité-Sociale:Remboursement-De-Frais-De-Santé
    Income:Otros-Ingresos:Devolución-De-Impuestos Ingresos:Regalos-Recibidos
    Income:Otros-Ingresos:Pensión-Recibida-Para-Hijos Entrate:Regali-Ricevuti Entrate:Rimborsi
    Income:Donaties-En-Giften Inkomster:Mottagna-Gåvor Indtægter:Modtagne-Gaver
    Receitas:Presentes-Recebidos Income:Outros-Rendimentos:Pensão-Recebida-Para-Filhos
"""

NEAR_PASSIVE: Final = """
    Income:CapitalGains:LTCG Income:CapitalGains:STCG Income:Capital-Gains:401k Income:ETrade:PnL
    Income:Investment-Income:Long-Term-Capital-Gains Income:IRA:Gains Income:PnL:Realized
    Income:Mining Income:Staking:ETH Income:Staking-Rewards Income:Crypto:Airdrops Income:options
    Income:Trading:OptionPremium Income:Einkünfte-Aus-Kapitalanlagen:Kapitalgewinne
    Income:Trading:Realized-PnL Revenus:Revenus-D-Investissement:Plus-Values-Boursières
    Income:Rendimientos-De-Inversiones:Ganancias-De-Capital Income:shares:acme:capgain
    Income:Rendimentos-De-Investimentos:Ganhos-De-Capital-De-Longo-Prazo
"""

PASSIVE: Final = """
    Income:Dividend:Equity:ABC Income:Dividends:VTSAX Income:ETrade:GLD:Dividend Income:Div-Income
    Income:Interest:Ali Income:Interest:HealthEquity Income:Interest:Savings:HighYield
    Income:Interest-Income:Bond-Interest Income:Interest-Income:CD-Interest
    Income:Fund-Distributions Income:Rent:Apartment Income:Rental:Apartment-Berlin
    Income:Late-Rent-Fee:Elm Income:Rental-Income Income:Royalties Income:Affiliate-Programs
    Income:Affiliates:Amazon Income:Pension Income:Retirement-Income:Pensions-Annuities
    Income:Retirement-Income:Social-Security-Benefits
    Income:Retirement-Income:State-Pension-Benefits Income:Coupons:IT0005547408
    Income:Coupons:XS0001234567 Erträge:Zinsen:Sparkonto Income:Renten:Gesetzliche-Rente
    Income:Kapitalertraege Income:Einkünfte-Aus-Kapitalanlagen:Zinsen-Steuerfrei
    Revenus:Revenu-D-Intérêts:Intérêts-D-Épargne Revenus:Rentes-Et-Pensions:Retraite-Complémentaire
    Revenus:Revenus-D-Investissement:Dividende Revenus:Revenus-D-Investissement:Coupon
    Ingresos:Ingresos-Por-Dividendos Ingresos:Ingresos-Por-Intereses:Intereses-De-Bonos
    Income:Seguridad-Social:Pensión-De-Jubilación Entrate:Entrate-Dividendi
    Entrate:Entrate-Interessi:Interessi-Conto-Corrente Income:Huurontvangsten
    Income:Rente-Liquide-Middelen:Ontvangen-Depositorente Receitas:Juros-Recebidos
    Income:Rendimentos-De-Aposentadoria:Pensões Inkomster:Ränteinkomster:Sparräntor
    Indtægter:Renteindtægter:Lønkontorenter
"""

UNKNOWN: Final = """
    Income:Other Income:Misc:TransferIn Income:Investment Income:SecondHand Income:Wire:Incoming
    Income:Loan-Principal-Received Income:Lottery-Or-Premium-Bond-Prizes Income:Lottogewinne
    Income:Sales:EU:Goods Income:Business:Revenue Income:Ebay Income:Selling Income:Found
    Income:Gambling Income:Projects Income:Disability Income:Student-Loan
    Income:Umsatzerlöse:Erlöse-16 Income:Eigenverbrauch:Eigenverbrauch-7
    Revenus:Autres-Revenus:Gains-Aux-Jeux Revenus:Autres-Revenus:Déblocage-De-Prêt
    Ingresos:Otros-Ingresos:Loterías Income:Coupons Income:Deposits Income:Change
"""

CAPITAL_TAX: Final = """
    Expenses:Investment:IB:Withholding-Tax Expenses:Investment:IBKR:WithholdingTax
    Expenses:Taxes:Foreign-Savings Expenses:Steuern:Kapitalertragssteuer
    Expenses:Steuern:Kapitalertragsteuer Expenses:Steuern:Zinsabschlagsteuer
    Expenses:18-Steuern-Vom-Einkommen-Und-Vom-Ertrag:Kapitalertragsteuer-20
    Expenses:Kapitalertragsteuer-25 Expenses:3451-3453-Steuern:3451-Abgezogene-Kapitalertragsteuer
    Expenses:890-891-Steuern:890-Steuern-Vom-Einkommen-Und-Vom-Ertrag:8901-Kapitalertragsteuer
"""

WAGE_TAX: Final = """
    Expenses:Taxes:TY2014:Federal Expenses:Taxes:US:CityNYC Expenses:Taxes:State-Province
    Expenses:Taxes:Federal-Tax Expenses:Taxes:Local-Tax Expenses:Tax:State Expenses:Taxes:StateNY
    Expenses:Personalkosten:Lohnsteuer-Aushilfen Expenses:Taxes:Employment:Provincial
    Expenses:Taxes-Spouse:Federal
"""

SOCIAL: Final = """
    Expenses:Taxes:TY2014:SocSec Expenses:Taxes:Medicare Expenses:Taxes:Soc-Sec
    Expenses:Tax:NationalInsurance Expenses:Taxes:Nat-Ins Expenses:Taxes:US:SDI
    Expenses:Taxes:Employment:CPP-QPP Expenses:Steuern:Rentenversicherung
    Expenses:Steuern:Sozialabgaben Expenses:Steuern:Sozialversicherung
    Expenses:taxes:social-security
"""

VAT: Final = """
    Expenses:VAT Expenses:Vat Expenses:tax:vat Expenses:Tax:GST Expenses:Taxes:Sales-Tax
    Expenses:Umsatzsteuer:Vorauszahlung Expenses:Umsatzsteuer:Vorjahr Expenses:Tax:Sales
    Expenses:Impostos:IVA Expenses:Impuestos:Federales:IVA
    Expenses:Werkkosten-Overig:Correctie-Inzake-BTW
"""

TAX: Final = """
    Expenses:Taxes Expenses:Tax Expenses:Tax:Income Expenses:Taxes:Other-Tax
    Expenses:Taxes:Income-Tax Expenses:Taxes:AMT Expenses:Gov:IncomeTax Expenses:taxes:withholding
    Aufwendungen:Steuern Expenses:Steuern:Einkommensteuer Expenses:Steuern:Kirchensteuer
    Expenses:Steuern:Sonstige
"""

FEE: Final = """
    Expenses:Financial:Fees Expenses:Financial:Commissions Expenses:Fees:Coinbase
    Expenses:Fees:Exchange Expenses:Financial:Fees:Prosper Expenses:Investment:Brokerage
    Expenses:Investment:Commission Expenses:Financial:ServiceFee Expenses:Investment:FXFees
    Expenses:Financial:Investment-Fees:MyBank Aufwendungen:Sonstiges:Bankgebühren
    Expenses:Bankgebühren:Kontoführungsgebühren Expenses:Management-Fees:Elm
    Expenses:VAT-Purchases:Bank-Charges
"""

HOUSEHOLD_FEE: Final = """
    Expenses:Auto:Fees Expenses:Education:Fees Expenses:Fahrtkosten:Auto:Parkgebühren
    Aufwendungen:Bildung:Studiengebühren Expenses:Zahlungen:Fernseh-Und-Rundfunkgebühren-GEZ
    Expenses:Zahlungen:Müllgebühren Expenses:Home:Monthly:Condo-Fees Expenses:Property:HOA-Fee
    Expenses:Freizeit:Film-Videoverleihgebühren Expenses:Membership-Fee
"""

NO_COST: Final = """
    Expenses:Transportation:Taxi Expenses:Bills:Council-Tax Expenses:Housing:Property-Taxes
    Expenses:Taxes:Property-Tax Expenses:Kfz-Kosten:Kfz-Steuern Aufwendungen:Wohnen:Grundsteuer
    Expenses:Steuern:Erbschaftsteuer Expenses:Miscellaneous-Other:Accountant-Tax-Preparation
    Expenses:Insurance:Health-Insurance Expenses:VAT-Purchases:Software
    Expenses:VAT-Purchases:Office Expenses:Transportation:Car-Auto:Registration-Taxes
"""

LOSS: Final = """
    Expenses:Investment:Loss Expenses:Capital-Losses:Short-Term Expenses:Crypto:Trading:Losses
    Expenses:Abschreibungen:Forderungsverluste Expenses:Capital-Losses:Long-Term
"""

NO_LOSS: Final = """
    Expenses:Casualty-Theft-Loss Expenses:Crypto:DeFi:Liquidation
"""

PASSIVE_WITH_A_QUALIFYING_WORD: Final = """
    Income:Deposit:Interest Income:Interest:Fixed-Deposit Income:Interest:TermDeposits
    Income:Investment:Shares:Dividends Income:Dividend-Shares Income:Dividend-Shares:Dividend-Acme
    Income:Dividends:401k Income:Interest:401k Income:Brokerage:Acme:401k:Dividends:VTSAX
    Income:Brokerage:Acme:401k:VTSAX:Dividends Income:Retirement:IRA:Dividends:VTSAX
    Income:Retirement:IRA:VTSAX:Dividends Income:Acme:HSA:Interest Income:Acme:HSA:Dividends
    Income:Investment-Income:HSA-Interest Income:Dividend-Income:FHSA Income:Interest:Loan
    Income:Loan-Interest Income:Vanguard:RothIRA:Interest Income:Vanguard:RothIRA:VTI:Dividend
    Income:Resultaat-Deelnemingen-Dividend:Aandeel-In-Winst-Verlies-Bestuurders
    Income:Resultaat-Deelnemingen-Dividend:Aandeel-In-Winst-Verlies-Van-Ondernemingen
    Income:Employment:Pension Income:SavingAndFixedDepositInterestIncome
    Income:Interest-on-Fixed-Deposit Income:Interest-on-Deposits Income:Bank-Fixed-Deposit-Interest
    Income:Kautionszinsen Income:Preferred-Share-Dividends Income:Equity-Share-Dividend
"""
