"""Portuguese account names: the usual ones, and the words that qualify; written without accents."""

from __future__ import annotations

from typing import Final

from fsq_beancount.names.language import Language, Vocabulary

PORTUGUESE: Final = Language(
    income=Vocabulary(
        words={
            "children": "filho, filhos, filha, filhas",
            "work": """
                salario, salarios, ordenado, ordenados, vencimento, vencimentos, subsidio de natal,
                subsidio de ferias, subsidio de refeicao, subsidio de desemprego,
                subsidio de doenca, decimo terceiro, 13o salario, 13 salario, gorjeta, gorjetas,
                honorarios, recibos verdes, seguro desemprego, holerite, pro labore,
                bolsa de estudos, horas extras, ferias pagas, vale refeicao, vale alimentacao
            """,
            "occupation": "trabalho, emprego, empregador",
            "gift": """
                presente, presentes, prenda, prendas, doacao, doacoes, heranca, herancas, mesada,
                presente de aniversario, prenda de anos, dadiva
            """,
            "transfer": """
                abono de familia, bolsa familia, receita federal, auxilio emergencial, financas
            """,
            "gain": """
                mais valia, mais valias, menos valia, menos valias, ganho de capital,
                ganhos de capital
            """,
            "dividend": """
                dividendo, dividendos, proventos, juros sobre capital proprio,
                juros sobre o capital proprio, jcp, dividendos recebidos, dividendos acoes,
                distribuicao de lucros, distribuicao de dividendos
            """,
            "interest": """
                juros, juro, juros recebidos, juros bancarios, juros poupanca, juros da poupanca,
                juros de depositos, juros deposito, juros obrigacoes, juros cdb,
                rendimento poupanca, rendimentos poupanca, renda fixa
            """,
            "rent": """
                aluguel, alugueis, aluguer, alugueres, arrendamento, arrendamentos, renda de casa,
                rendas de imoveis, renda de imoveis, inquilino, inquilinos, receita de aluguel,
                receitas de aluguel, locatario
            """,
            "royalty": "direitos autorais, direitos de autor, licencas",
            "product": "assinatura, assinaturas, curso online, cursos online",
            "recurring": "assinatura, assinaturas, curso online, cursos online",
            "annuity": """
                aposentadoria, aposentadorias, pensao, pensoes, pensao de velhice,
                pensao de reforma, pensao de invalidez, pensao de sobrevivencia, pensao por morte,
                previdencia privada, renda vitalicia, beneficio inss
            """,
            "sales": "venda, vendas, faturamento, faturacao, clientes",
            "refund": """
                reembolso, reembolsos, restituicao, restituicoes, restituicao ir,
                restituicao de imposto, reembolso irs, reembolso de irs, estorno, estornos,
                devolucao, devolucoes, ressarcimento, desconto, descontos
            """,
            "deposit": "caucao, caucoes, sinal",
            "employer": """
                empregador, empregadores, entidade patronal, contribuicao patronal, contribuicao,
                contribuicoes
            """,
            "subject": "autonomo, autonoma, profissao, trabalho independente, profissional liberal",
            "trade": """
                ensino, aulas, aulas particulares, docencia, agencia, agencias, palestra, palestras,
                engenheiro
            """,
            "help": """
                colega de quarto, colegas de quarto, colega de casa, colegas de casa, auxilio,
                auxilios, auxilio moradia, subsidio de renda, subsidio, subsidios, ajuda, ajudas,
                ajuda de custo, pensao alimenticia, pensao de alimentos, apoio, abono
            """,
            "share": """
                parte, quota, rateio, metade, colega, colegas, companheiro, companheira, namorado,
                namorada, parceiro, parceira, amigo, amiga, amigos
            """,
            "security": "obrigacao, obrigacoes, tesouro direto, titulos",
            "lottery": """
                loteria, lotaria, euromilhoes, mega sena, aposta, apostas, jogo, jogos
            """,
            "staff": "funcionario, funcionarios, empregado, empregados, colaborador, colaboradores",
            "staff-reward": "indicacao, indicacoes, premio, premios",
            "returned": "cancelamento, cancelamentos, reducao, reducoes",
            "alimony": "alimentos, alimenticia, alimenticias, alimentar",
        },
    ),
    costs=Vocabulary(
        words={
            "capital-tax": """
                imposto sobre dividendos, imposto dividendos, imposto de dividendos,
                irrf dividendos, imposto mais valias, imposto sobre mais valias,
                imposto ganho de capital, imposto sobre ganho de capital, come cotas,
                retencao dividendos, retencao de dividendos
            """,
            "taxed-capital": "dividendos, mais valias, ganhos de capital",
            "wage-tax": "irs trabalho, irrf salario, irrf folha, imposto sobre o salario",
            "social": "seguranca social, inss, fgts, tsu, contribuicao social",
            "vat": "iva a pagar, iva liquidado, icms",
            "tax": """
                imposto, impostos, irs, irpf, irrf, irpj, iss, imposto de renda,
                imposto sobre a renda, tributos, retencao na fonte, carne leao
            """,
            "household-tax": """
                iptu, ipva, imi, imt, iuc, imposto municipal, imposto automovel,
                imposto unico de circulacao
            """,
            "fee": """
                tarifa, tarifas, taxa, taxas, tarifa bancaria, tarifas bancarias, taxa bancaria,
                taxas bancarias, corretagem, comissao, comissoes, emolumentos, taxa de custodia,
                taxa de corretagem, anuidade, comissoes bancarias
            """,
            "bare-fee": "tarifa, tarifas, taxa, taxas",
            "household": """
                creche, colegio, escola, faculdade, universidade, matricula, academia, ginasio,
                estacionamento, pedagio, portagem, portagens, sindicato, condominio, lixo, agua,
                dentista, cartorio, advogado, viagem, viagens, telefone, mudanca, luz, entrega,
                seguro, seguros, inscricao, cartao
            """,
            "home": "casa, apartamento, carro, habitacao, moto, cachorro",
            "upkeep": "condominio, manutencao, reparos, reparacoes, iptu, imi",
            "interest": "juros, juro, juros pagos, juros emprestimo, juros corridos",
            "loss": "perda, perdas, menos valia, menos valias, incobraveis, incobravel",
            "claim": "emprestimo, emprestimos, credito, creditos",
            "depreciation": "depreciacao, depreciacoes, amortizacao, amortizacoes",
        },
        exceptions={
            "tax": "iva dedutivel, iva suportado",
            "vat": "iva dedutivel, iva suportado",
        },
    ),
    holdings=Vocabulary(
        words={
            "loan": """
                emprestimo, emprestimos, financiamento, financiamentos, credito habitacao, hipoteca
            """,
            "house": "casa, apartamento, imovel, imoveis",
            "land": "terreno, terrenos",
            "car": "carro, carros, automovel, veiculo, veiculos, moto",
            "deposit": "caucao, caucoes",
            "claim": """
                contas a receber, a receber, emprestimo, emprestimos, adiantamento, adiantamentos
            """,
            "pension": "previdencia, previdencia privada, pgbl, vgbl, ppr, fgts",
            "contract": "seguro de vida",
            "nothing": "cartao de credito, cartoes de credito",
        },
    ),
)
