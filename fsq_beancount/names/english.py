"""English account names: whole words and phrases, by category."""

from __future__ import annotations

from typing import Final

from fsq_beancount.names.language import Language, Vocabulary

_INTEREST: Final = "interest"

ENGLISH: Final = Language(
    income=Vocabulary(
        words={
            "children": "child, children, kids",
            # --- what the money is ---------------------------------------------------------------
            "work": """
                salary, salaries, wage, wages, payroll, paycheck, paychecks, paycheque, paycheques,
                payslip, payslips, base pay, basic pay, take home pay, net pay, gross pay, bonus,
                bonuses, sign on bonus, signing bonus, freelance, freelancing, freelancer,
                consulting, consultancy, consultant, contracting, contractor, honorarium, honoraria,
                overtime, severance, tip, tips, gratuity, gratuities, day trading, match, matching,
                employer contribution, employer contributions, employer match, company match, rsu,
                rsus, restricted stock, vesting, vested, espp, stock options, stock option,
                option grant, option grants, option exercise, employee stock, benefit, benefits,
                employment, self employment, self employed, job, jobs, side job, side gig, gig,
                gigs, side hustle, w2, w 2, stipend, stipends, scholarship, scholarships,
                fellowship, internship, apprenticeship, commission on sales, sales commission,
                piecework, per diem, holiday pay, vacation pay, sick pay, sick leave, maternity pay,
                maternity leave, paternity pay, paternity leave, parental leave, unemployment,
                unemployment benefit, unemployment benefits, unemployment insurance,
                jobseekers allowance, workers comp, workers compensation, disability benefit,
                disability benefits, short term disability, furlough, group term life, timesheet,
                billable hours
            """,
            "occupation": "work, employer, employers, workplace, day job",
            "gift": """
                gift, gifts, gift money, birthday money, present, presents, pocket money,
                inheritance, inheritances, bequest, bequests, donation, donations, windfall
            """,
            "transfer": """
                cashback, cash back, child benefit, child benefits, child tax credit,
                child tax benefit, family benefit, family benefits, family allowance,
                canada child benefit, ccb, ccb payment, stimulus, stimulus check, stimulus checks,
                economic impact payment, welfare, food stamps, income support, universal credit,
                tax credit, tax credits, gst credit, irs, hmrc, tax office, inland revenue,
                winter fuel payment, signup bonus, sign up bonus, welcome bonus, account bonus,
                bank bonus, referral bonus from bank, government benefit, government benefits,
                state benefit, state benefits, social benefits, social benefit
            """,
            "housing-benefit": """
                housing benefit, housing benefits, housing assistance, section 8 voucher
            """,
            "points": """
                reward, rewards, card rewards, credit card rewards, loyalty points, points, miles,
                air miles, airmiles, loyalty, payback
            """,
            "gain": """
                gain, gains, capital gain, capital gains, cap gains, capgain, capgains, loss,
                losses, pnl, p n l, profit and loss, profit loss, gain loss, gains losses, ltcg,
                stcg, ltcl, stcl, realized gain, realized gains, realised gain, realised gains,
                short term gains, long term gains, trading gains, trading profit, trading profits
            """,
            "premium": """
                option premium, option premiums, options premium, options premiums, premium income,
                options income, option income, options trading, option trading, option writing,
                covered call, covered calls, cash secured put, cash secured puts, short puts,
                short calls, written options, put premium, put premiums, call premium,
                call premiums, wheel strategy
            """,
            "options": "option, options",
            "reward": """
                staking, staking reward, staking rewards, airdrop, airdrops, mining, mining reward,
                mining rewards, liquidity mining, yield farming, validator rewards
            """,
            "feed-in": """
                feed in, feed in tariff, feed in tariffs, net metering, electricity feed in, srec,
                srecs, solar feed in
            """,
            "dividend": """
                dividend, dividends, div, divs, divi, dividend income, stock dividends,
                share dividends, cash dividend, cash dividends, ordinary dividends,
                qualified dividends, qualified dividend, nonqualified dividends,
                non qualified dividends, dividend reinvestment, reit dividends, cash in lieu,
                capital gain distribution, capital gain distributions, capital gains distribution,
                capital gains distributions, patronage dividend, dividend equivalent
            """,
            "distribution": "distribution, distributions, fund distribution, fund distributions",
            "interest": f"""
                {_INTEREST}, p2p, p2p interest, peer lending, peer to peer, lending, crowdlending,
                crowd lending, bond interest, bond coupon, bond coupons, treasury interest,
                savings account interest, cd interest, apy
            """,
            "coupon": "coupon, coupons, coupon payment, coupon payments",
            "rent": """
                rent, rents, rental, rentals, rental income, rent income, rent received, rental
                property, rental properties, lease, lease income, leasing income, ground rent, room
                rental, lodger, lodgers, tenant, tenants, rent assist
            """,
            "royalty": """
                royalty, royalties, book royalties, music royalties, mechanical royalties, license,
                licenses, licence, licences, licensing, license fees, licence fees, license income,
                patent royalties, book sales royalties, streaming royalties, kdp, kdp royalties
            """,
            "advertising": """
                affiliate, affiliates, affiliate income, affiliate marketing, affiliate commission,
                affiliate commissions, affiliate links, partner program, partner programme,
                referral, referrals, referral fees, referral bonus, referral commissions,
                amazon associates, advertising, advertising revenue, advertising income, ad revenue,
                ad revenues, ad income, ads, ad sense, adsense, google adsense, google ads revenue,
                sponsored links, display ads, mediavine, you tube, youtube, youtube ads,
                youtube revenue
            """,
            "product": """
                subscription, subscriptions, subscription income, subscription revenue, subscribers,
                membership, memberships, membership income, online course, online courses, course
                sales, video course, video courses, webinar, webinars, ebook, ebooks, e book, e
                books, saas, digital product, digital products, digital downloads, app store, stock
                photos, stock photography, print on demand
            """,
            "recurring": """
                subscription, subscriptions, subscription income, subscription revenue, subscribers,
                membership, memberships, membership income, course, courses, online course,
                online courses, video course, video courses, saas
            """,
            "annuity": """
                social security, social security benefits, social security benefit, oasdi benefits,
                annuity, annuities, pension, pensions, pension income, pension payment,
                pension payments, state pension, private pension, company pension,
                workplace pension, occupational pension, old age pension, retirement pension,
                retirement benefits, retirement benefit, survivor benefit, survivor benefits,
                military pension, government pension, cpp benefits, oas, defined benefit,
                pension benefit, pension benefits, state pension benefit, state pension benefits
            """,
            "property": """
                property, properties, real estate, investment property, rental property,
                rental properties, airbnb
            """,
            "sales": """
                sale, sales, revenue, revenues, turnover, customer, customers, client, clients,
                order, orders, sold goods, goods sold, product sales, course sales, shop, store,
                merchandise
            """,
            # --- what qualifies it ---------------------------------------------------------------
            "refund": """
                refund, refunds, refunded, tax refund, tax refunds, income tax refund, federal
                refund, state refund, federal tax refund, state tax refund, vat refund, tax return
                refund, reimbursement, reimbursements, reimbursed, reimburse, reimbursable, expense
                reimbursement, expense reimbursements, rebate, rebates, chargeback, chargebacks,
                money back, overpayment, overpayments, returned, insurance claim, insurance claims,
                insurance payout, insurance payouts, insurance reimbursement, repaid, credit note,
                credit notes, compensation claim, tax return, tax returns, reversal, reversals,
                reversed, overpaid
            """,
            "deposit": """
                deposit, deposits, security deposit, security deposits, tenancy deposit,
                deposit return, deposit returned
            """,
            "employer": """
                employer, employers, employer contribution, employer contributions, employer match,
                contribution, contributions, espp, rsu, rsus, employee stock, employee shares,
                payslip, payroll
            """,
            "own-plan": """
                401k, 401 k, 401a, 403b, 457, 457b, tsp, hsa, fsa, hra, 529, coverdell, esa, ira,
                roth, roth ira, sep ira, rmd, loan, loans, student loan, student loans, home loan,
                car loan, mortgage, heloc
            """,
            "subject": """
                freelance, freelancing, freelancer, self employed, self employment, profession,
                professional services, contract work, side job, side gig, side hustle, gig, gigs
            """,
            "trade": """
                teaching, teach, teacher, classes, classroom, in person courses, agency, agencies,
                lecturing, lecturer, lecture, lectures, tutoring, tutor, coaching, coach, speaking,
                workshop, workshops, seminar, seminars, engineer, engineering, developer,
                programmer, programming, designer, nurse, photographer, translator, translation,
                translations, journalist, consultant, technician, instructor, babysitting
            """,
            "business": """
                sole proprietor, sole proprietorship, shop, self employment, gross profit
            """,
            "help": """
                roommate, roommates, room mate, room mates, flatmate, flatmates, flat mate, flat
                mates, housemate, housemates, house mate, house mates, allowance, allowances,
                assistance, alimony, child support, spousal support, child maintenance, maintenance
                payments, subsidy, subsidies, bursary, hardship, crowdfunding, go fund me, shared
                expenses, shared costs, split bills, bill split, family support, parental support,
                support from parents, financial aid, assist, rent assist
            """,
            "share": """
                share, shares, shared, split, splitting, portion, half, splitwise, tricount, venmo,
                zelle, partner, partners, friend, friends, girlfriend, boyfriend, spouse, husband,
                wife, fiance, fiancee, cohabitant, housemate, housemates, co tenant, co tenants
            """,
            # --- what names need beside them -----------------------------------------------------
            "security": """
                bond, bonds, security, securities, treasury, treasuries, note, notes, fixed income,
                debenture, debentures, gilt, gilts, t bill, t bills, t bond, t bonds,
                corporate bonds, muni, munis, municipal bonds, brokerage, broker, depot, portfolio,
                investment, investments
            """,
            "trading": """
                trading, trade, trades, broker, brokerage, depot, portfolio, investment,
                investments, investing, derivative, derivatives, put, puts, call, calls, covered,
                premium, premiums, writing, written, short, stocks, securities, capital gains,
                futures, ibkr, interactive brokers, schwab, charles schwab, etrade, e trade,
                tastyworks, tastytrade, robinhood, fidelity, degiro, td ameritrade, ameritrade,
                saxo, lynx, webull, think or swim
            """,
            "crypto": """
                crypto, cryptocurrency, cryptocurrencies, bitcoin, btc, eth, ethereum, defi,
                validator, validators, binance, coinbase, kraken
            """,
            "lottery": """
                lottery, lotteries, lotto, raffle, gambling, betting, casino, poker, quiz, prize,
                prizes
            """,
            "asked": """
                patreon, substack, airbnb, air bnb, etsy, ebay, e bay, network marketing, mlm,
                multi level marketing, solar, kofi, ko fi, buy me a coffee, twitch, gumroad, vrbo,
                turo
            """,
            "nothing": """
                weight loss, time share, timeshare, data mining, golf course, golf courses, renters
                insurance, office depot, home depot, drivers license, driving license, driving
                licence, marriage license, defined contribution, investment return, investment
                returns, return on investment, total return, interest expense, interest expenses
            """,
            "staff": "employee, employees, staff, coworker, coworkers, co worker, co workers",
            "staff-reward": """
                referral, referrals, referral bonus, referral fees, referral commissions, referral
                program, award, awards, prize, prizes, discount, discounts, recognition, incentive,
                incentives, reward, rewards, premium, premiums, gift card, gift cards, commission,
                commissions
            """,
            "recommended": """
                referral, referrals, referral bonus, referral fees, referral commissions
            """,
            "let-bond": "bond",
            "returned": """
                return, cancelled, canceled, cancellation, cancellations, cancelation, reduction,
                reductions
            """,
            "charge": "fee, fees, charge, charges, service charge, service charges",
            "course": "course, courses",
            "golf": "golf",
        },
        exceptions={
            "rent": "car rental, car rentals, rental car, rental cars, parent, parents",
        },
    ),
    costs=Vocabulary(
        words={
            "trade-fee": """
                brokerage, brokerage fee, brokerage fees, bank fee, bank fees, bank charge,
                bank charges, transaction cost, transaction costs, transaction fee,
                transaction fees, trading cost, trading costs, trading fee, trading fees,
                platform fee, platform fees, processing fees, payment processing, stripe fees,
                paypal fees, custody fee, custody fees, adr fee, adr fees, expense ratio, gas fee,
                gas fees, network fee, network fees, exchange fee, exchange fees, fx fee, fx fees,
                letting fee, letting fees, seller fees, listing fees, processing fee, stripe fee,
                paypal fee, seller fee, listing fee, order fee, order fees, broker fee, broker fees
            """,
            "taxed-vat": "sales",
            "capital-tax": """
                foreign tax, foreign taxes, foreign tax paid, foreign withholding,
                foreign withholding tax, tax on dividends, tax on dividend, tax on interest income,
                capital gains tax, capital gain tax, dividend tax, dividends tax, dividend taxes,
                dividend withholding, dividend withholding tax, dividends withholding,
                withholding dividends, withholding dividend, withholding tax, withholding taxes,
                tax withheld on dividends, wht, nra withholding, non resident withholding,
                deemed disposal tax, exit tax, net investment income tax, niit, investment tax,
                backup withholding, dirt tax
            """,
            "lump-sum-tax": "advance lump sum, advance lump sum tax",
            "wage-tax": """
                paye, payroll tax, payroll taxes, wage tax, wage taxes, wage withholding,
                salary tax, federal withholding, state withholding, city withholding,
                local withholding, federal income tax, state income tax, fed tax, federal tax,
                federal taxes, state tax, state taxes, local income tax, payg, payg withholding,
                tds on salary, tds salary, professional tax, usc, universal social charge,
                self employment tax
            """,
            "taxed-wage": """
                federal, fed, state, state ny, state ca, city, city nyc, nyc, local, county,
                provincial, municipal, payslip, payroll, salary, wages, wage, pre tax401k, pre tax
            """,
            "taxed-capital": """
                dividend, dividends, capital gain, capital gains, cap gains, capgains,
                investment income, investments, dividend withholding, ltcg, stcg, foreign, cgt, dirt
            """,
            "social": """
                cpp, qpp, prsi, nic, nics, ni, nhs contribution, social security,
                social security tax, soc sec, medicare, medicare tax, additional medicare, sdi,
                casdi, suta, futa, fica, oasdi, national insurance,
                national insurance contributions, social insurance, unemployment insurance,
                disability insurance, paid family leave, fli, pfl, ny pfl, pfml, wa cares, esi, epf,
                cpf, employees provident fund, eobi, nat ins, national ins
            """,
            "vat": """
                vat, value added tax, output vat, vat payable, vat due, vat paid, vat payment,
                vat payments, gst, hst, pst, qst, gst hst, gst paid, gst payable, sales tax,
                sales taxes, sales and use tax
            """,
            "trade-tax": """
                stamp duty, stamp duties, stamp tax, stamp duty reserve tax, sdrt, transaction tax,
                transactions tax, financial transaction tax, financial transactions tax, ftt,
                securities transaction tax, stt, sec fee, sec fees, taf fee, finra fee, ptm levy
            """,
            "tax": """
                tax, taxes, taxation, income tax, income taxes, estimated tax, estimated taxes,
                withholding, withholdings, tds, surtax, levy on income
            """,
            "household-tax": """
                property tax, property taxes, real estate tax, real estate taxes, council tax,
                car tax, vehicle tax, vehicle taxes, road tax, motor tax, dog tax, house tax,
                house taxes, local property tax, lpt, vehicle registration tax, vehicle excise tax,
                excise tax, hotel tax, city tourist tax, tourist tax, school tax, school taxes,
                inheritance tax, gift tax, transfer tax, real estate transfer tax
            """,
            "fee": """
                fee, fees, commission, commissions, service charge, service charges, management fee,
                management fees, advisory fee, advisory fees, wire fee, wire fees, account fee,
                account fees, maintenance fee, agency fee, agency fees, hoa fees, hoa fee,
                condo fee, condo fees
            """,
            "bare-fee": "fee, fees, other fees, misc fees, various fees, fees and charges",
            "household": """
                daycare, day care, childcare, child care, child, children, kids, nursery, preschool,
                kindergarten, school, schools, tuition, college, university, student, students,
                exam, exams, education, gym, sport, sports, club, clubs, fitness, swimming,
                membership, memberships, member, parking, toll, tolls, union, unions, union dues,
                hoa, condo, condominium, strata, body corporate, co op, coop, garbage, trash, waste,
                refuse, recycling, sewage, water, tv, television, radio, broadcasting, license,
                licence, passport, visa, library, museum, ticket, tickets, delivery, shipping,
                postage, late, overdue, overdraft, doctor, dentist, medical, health, hospital, vet,
                veterinary, insurance, legal, lawyer, attorney, court, notary, wedding, funeral,
                church, camp, camping, hotel, resort, travel, baggage, luggage, airline, flight,
                phone, mobile, internet, moving, removal, storage, utilities, electricity, energy,
                heating, dating, scout, scouts, music, entry, registration, dmv, hoa fees, hoa fee,
                hoa dues, condo fee, condo fees, canteen, cafeteria, car park, carpark, car parking,
                parking space, garage, trade union, labor union, labour union
            """,
            "home": """
                house, home, apartment, flat, household, car, cars, vehicle, vehicles, auto,
                automobile, motorcycle, motorbike, boat, dog, dogs, pet, pets, garden, property
            """,
            "let": """
                rental, rentals, rental property, rental properties, rent out, rented out, let,
                letting, lettings, landlord, tenant, tenants, investment property, airbnb,
                rental income
            """,
            "upkeep": """
                property management, property manager, maintenance, repair, repairs, upkeep, hoa,
                hoa dues, hoa fees, condo fee, condo fees, property tax, property taxes,
                letting fees, letting agent, landlord insurance, buildings insurance, ground rent,
                service charge, hoa fee
            """,
            "interest": _INTEREST
            + ", accrued interest, mortgage interest, interest paid, interest expense",
            "loss": """
                loss, losses, realized loss, realized losses, realised loss, realised losses,
                capital loss, capital losses, trading loss, trading losses, write off, write offs,
                written off, write down, write downs, worthless, bad debt, bad debts, loan default,
                loan defaults, credit default, credit defaults, credit loss, credit losses,
                defaulted loan, defaulted loans, p2p default, p2p defaults, charge off, charge offs,
                charged off, uncollectible, impairment
            """,
            "default": "default, defaults, defaulted",
            "unsettled": """
                uncategorized, uncategorised, unclear, unsettled, unknown, unassigned, unidentified,
                unallocated, unreconciled, fixme, fix me, todo, to do, to review
            """,
            "claim": """
                loan, loans, p2p, lending, credit, bond, bonds, debt, debts, receivable,
                receivables, claim, claims, borrower, borrowers, crowdlending, note, notes
            """,
            "depreciation": """
                depreciation, depreciations, amortisation, amortization, depreciation expense,
                accumulated depreciation, depreciation and amortization
            """,
            "nothing": """
                property manager, no fee, fee free, tax free, duty free, united states, state park,
                state fair, vat purchase, vat purchases, vat sale, vat sales
            """,
            "body": "weight, hair, memory, hearing, luggage, baggage",
        },
        exceptions={
            "tax": """
                turbo tax, tax prep, tax advice, tax accountant, tax filing, taxi, taxis, taxi fare,
                taxi fares, non tax, non taxes, tax advisor, tax adviser, tax preparation,
                tax software, tax preparer, tax consultant, tax return preparation, input vat,
                input tax, vat receivable, reclaimable vat, recoverable vat, tax lawyer, tax help,
                tax services, free tax usa
            """,
            "vat": "input vat, input tax, vat receivable, reclaimable vat, recoverable vat",
            "loss": """
                weight loss, hair loss, loss of luggage, theft loss, casualty loss, casualty theft
                loss, memory loss, hearing loss, vision loss, sight loss, blood loss, bone loss,
                data loss, power loss, heat loss, fat loss, pregnancy loss, tooth loss, loss of
                weight, loss of hair, lost luggage
            """,
        },
    ),
    holdings=Vocabulary(
        words={
            "clearing": """
                clearing, clearing account, suspense, suspense account, in transit, money in
                transit, cash in transit, transfers in transit, undeposited funds, zero sum
            """,
            "passing": "transfer, transfers, transit, internal transfer, internal transfers",
            "let": """
                rent, rental, rentals, landlord, lease, tenancy, utilities, utility, miete,
                vermieter, huur, loyer, alquiler, affitto
            """,
            "let-deposit": "deposit, deposits",
            "loan": """
                line of credit, loan, loans, mortgage, mortgages, heloc, car loan, student loan,
                student loans, home loan, personal loan, auto loan, car finance, margin loan
            """,
            "held-property": """
                property, properties, real estate, house, home, apartment, condo, land,
                rental property, rental properties
            """,
            "held-p2p": "p2p, peer to peer, crowdlending, crowd lending",
            "held-metal": "gold, silver, metals, precious metals, bullion",
            "held-crypto": "crypto, cryptocurrency, bitcoin",
            "held-durable": "car, cars, vehicle, vehicles, furniture, equipment",
            "held-stock": "stock, stocks, shares, equity, equities",
            "held-bond": "bond, bonds, fixed income, treasuries",
            "house": """
                house, houses, home, homes, apartment, apartments, condo, condos, flat, property,
                properties, real estate, rental property, rental properties, residence, building,
                buildings, cottage
            """,
            "land": "land, plot, farmland, woodland",
            "car": """
                car, cars, vehicle, vehicles, automobile, motorcycle, motorbike, truck, camper,
                caravan, boat
            """,
            "deposit": """
                rent deposit, rental deposit, rental deposits, security deposit, security deposits,
                tenancy deposit, apartment deposit, lease deposit, landlord deposit, house deposit,
                flat deposit, damage deposit, key deposit, utility deposit
            """,
            "claim": """
                receivable, receivables, accounts receivable, account receivable, lent, lent out,
                money lent, loan to, loans to, loans given, loans receivable, loan receivable, loan,
                loans, owed to me, owes me, owed, iou, ious, debtor, debtors, prepayment,
                prepayments, claim, claims, tax receivable, expenses receivable, reimbursable,
                reimbursables, prepaid rent, prepaid expenses, prepaid insurance
            """,
            "pension": """
                pension, pensions, pension fund, pension plan, pension pot, workplace pension, 401k,
                401 k, 401a, 403b, 457, 457b, ira, roth, roth ira, roth401k, traditional ira,
                sep ira, rollover ira, tsp, retirement, sipp, rrsp, rrif, superannuation, kiwisaver,
                kiwi saver, epf, ppf, nps, cpf, provident fund, prsa, avc, avcs
            """,
            "contract": """
                isa, isas, lifetime isa, cash isa, stocks isa, stocks and shares isa, junior isa,
                jisa, tfsa, resp, fhsa, 529, 529 plan, hsa, fsa, coverdell, life insurance,
                whole life, endowment, cash value, premium bonds
            """,
            "nothing": """
                credit card, credit cards, home depot, house keeping, housekeeping, car insurance,
                home insurance, health insurance, savings deposit, term deposit, fixed deposit,
                time deposit, bank deposit, p2p loans, peer to peer loans, mortgage fund
            """,
        },
        exceptions={"loan": "credit card, credit cards"},
    ),
)
