"""Spanish account names: whole words and phrases, by category; written without accents."""

from __future__ import annotations

from typing import Final

from fsq_beancount.names.language import Language, Vocabulary

SPANISH: Final = Language(
    income=Vocabulary(
        words={
            "children": "hijo, hijos, hija, hijas",
            "work": """
                salario, salarios, sueldo, sueldos, nomina, nominas, paga extra, pagas extras,
                aguinaldo, aguinaldos, gratificacion, gratificaciones, propina, propinas,
                honorarios, horas extra, horas extras, jornales, finiquito,
                indemnizacion por despido, prestacion por desempleo, prestaciones por desempleo,
                desempleo, paro, subsidio de desempleo, baja por maternidad, baja por paternidad,
                baja medica, incapacidad temporal, beca, becas, autonomo, autonoma, cts,
                vacaciones pagadas, comisiones de ventas, dietas trabajo, licencia medica,
                licencias medicas, licencia de maternidad
            """,
            "occupation": "trabajo, trabajos, empleo, empleador",
            "gift": """
                regalo, regalos, regalos en efectivo, donacion, donaciones, donativo, donativos,
                herencia, herencias, legado, aguinaldo familiar, paga semanal, regalo cumpleanos,
                regalos cumpleanos
            """,
            "transfer": """
                ingreso minimo vital, imv, hacienda, agencia tributaria, sunat, bono social,
                cheque bebe, ayuda por hijo, prestacion por hijo, prestaciones por hijo,
                asignacion por hijo, beneficio fiscal
            """,
            "housing-benefit": """
                ayuda alquiler, ayuda al alquiler, subsidio de vivienda, bono alquiler,
                bono alquiler joven
            """,
            "points": "puntos, recompensas, puntos tarjeta",
            "gain": """
                ganancia de capital, ganancias de capital, ganancia patrimonial,
                ganancias patrimoniales, plusvalia, plusvalias, minusvalia, minusvalias,
                ganancias y perdidas, perdidas y ganancias
            """,
            "premium": "prima de opciones, primas de opciones, venta de opciones",
            "reward": "mineria, recompensas de staking",
            "feed-in": """
                fotovoltaica, fotovoltaico, venta de electricidad, excedentes solares,
                excedentes fotovoltaicos, compensacion excedentes
            """,
            "dividend": """
                dividendo, dividendos, dividendos acciones, dividendos recibidos,
                reparto de beneficios, distribucion de dividendos
            """,
            "interest": """
                interes, intereses, intereses bancarios, intereses ganados, intereses recibidos,
                intereses cuenta, intereses bonos, intereses deposito, intereses depositos,
                prestamos entre particulares, crowdlending, cupon bono, cupones bonos, renta fija
            """,
            "rent": """
                alquiler, alquileres, ingresos por alquiler, arriendo, arriendos, arrendamiento,
                arrendamientos, inquilino, inquilinos, arrendatario, arrendatarios,
                renta de inmuebles, rentas inmobiliarias
            """,
            "royalty": """
                regalia, regalias, derechos de autor, derecho de autor, licencia, licencias, sgae
            """,
            "advertising": """
                publicidad, anuncios, ingresos publicitarios, afiliado, afiliados, afiliacion,
                marketing de afiliados
            """,
            "product": """
                suscripcion, suscripciones, suscriptores, membresia, membresias, curso online,
                cursos online, cursos en linea, curso en linea, cursos, libro electronico,
                libros electronicos, libros digitales, seminario web
            """,
            "recurring": """
                suscripcion, suscripciones, suscriptores, membresia, membresias, curso online,
                cursos online, cursos en linea, cursos
            """,
            "annuity": """
                pension de jubilacion, jubilacion, jubilaciones, renta vitalicia,
                pension de viudedad, pension contributiva, pension de vejez, pension de invalidez,
                seguridad social, pensiones, haber jubilatorio
            """,
            "property": "inmueble, inmuebles, inmobiliaria, vivienda",
            "sales": """
                venta, ventas, cliente, clientes, facturacion, ingresos por ventas, mercaderia,
                mercaderias, tienda
            """,
            "refund": """
                reembolso, reembolsos, devolucion, devoluciones, devolucion hacienda,
                devolucion de impuestos, devolucion impuestos, reintegro, reintegros, rebaja,
                rebajas, descuento, descuentos, indemnizacion, indemnizaciones, nota de credito,
                bonificacion, bonificaciones
            """,
            "deposit": """
                fianza, fianzas, deposito, depositos, deposito de garantia, anticipo, anticipos,
                senal
            """,
            "employer": """
                empleador, empleadores, patronal, patronales, patrono, aporte patronal,
                aportes patronales, aporte empleador, aporte del empleador, aportacion empresa,
                aportaciones empresa, cuota patronal, contribucion, contribuciones, aporte, aportes,
                aportacion, aportaciones
            """,
            "subject": "autonomo, autonoma, autonomos, profesion, profesional, por cuenta propia",
            "trade": """
                docencia, ensenanza, clases, clases particulares, profesor, profesora, agencia,
                agencias, taller, talleres, ingeniero, ingeniera, conferencia, conferencias,
                traduccion, traducciones, periodista, cursos presenciales
            """,
            "business": "empresa, negocio, comercio, tienda",
            "help": """
                companero de piso, companera de piso, companeros de piso, companeras de piso,
                companero piso, companeros piso, roomie, roomies, ayuda, ayudas, subsidio,
                subsidios, subvencion, subvenciones, pension alimenticia, pensiones alimenticias,
                pension de alimentos, pension compensatoria, manutencion, apoyo, ayuda familiar,
                gastos compartidos
            """,
            "share": """
                parte, mitad, compartido, compartida, cuota, cuotas, companero, companera,
                companeros, companeras, colega, colegas, pareja, novio, novia, amigo, amiga, amigos
            """,
            "security": """
                bono, bonos, valores, obligacion, obligaciones, cartera, inversion, inversiones,
                letras del tesoro
            """,
            "trading": "inversion, inversiones, cartera, derivados, bolsa",
            "crypto": "criptomoneda, criptomonedas, cripto",
            "lottery": """
                loteria, loterias, quiniela, apuestas, sorteo, sorteos, premio, premios, juego,
                juegos, juegos de azar
            """,
            "asked": "placas solares, wallapop, mercado libre, mercadolibre",
            "nothing": "recursos de trabajo, en curso",
            "staff": "empleado, empleados, empleada, empleadas",
            "staff-reward": """
                premio, premios, recompensas, referido, referidos, recomendacion, incentivo,
                incentivos
            """,
            "returned": """
                anulacion, anulaciones, cancelacion, cancelaciones, reduccion, reducciones
            """,
            "alimony": """
                alimento, alimentos, alimenticia, alimenticias, alimenticio, alimentaria,
                compensatoria, compensatorias
            """,
        },
    ),
    costs=Vocabulary(
        words={
            "capital-tax": """
                retencion dividendos, retencion de dividendos, retencion sobre dividendos,
                retenciones dividendos, retencion dividendo, impuesto dividendos,
                impuesto sobre dividendos, impuesto de dividendos, impuestos dividendos,
                retencion intereses, retencion de intereses, retencion sobre intereses,
                retencion capital mobiliario, retencion en origen, retencion origen,
                impuesto ganancias de capital, impuesto sobre ganancias de capital,
                impuesto plusvalias, impuesto sobre plusvalias, irpf dividendos,
                retencion en la fuente dividendos
            """,
            "taxed-capital": """
                dividendo, dividendos, plusvalias, capital mobiliario, ganancias de capital,
                rendimientos del capital, ahorro
            """,
            "wage-tax": """
                retencion irpf, retenciones irpf, irpf nomina, irpf salario, retencion salario,
                retencion nomina, isr salario, isr nomina, quinta categoria, renta quinta,
                renta quinta categoria, renta de quinta categoria, impuesto de renta laboral
            """,
            "taxed-wage": "nomina, salario, sueldo, sueldos, trabajo",
            "social": """
                seguridad social, cotizacion, cotizaciones, cotizaciones sociales,
                cuota de autonomos, cuota autonomos, contingencias comunes, afp, essalud, es salud,
                imss, infonavit, onp, aportes jubilatorios, obra social
            """,
            "vat": "iva, igv, itbis, iva repercutido, iva a pagar, iva por pagar, iva trimestral",
            "trade-tax": """
                tasa tobin, impuesto transacciones financieras,
                impuesto a las transacciones financieras, impuesto sobre transacciones financieras,
                itf, impuesto de timbre
            """,
            "tax": """
                impuesto, impuestos, irpf, isr, tributo, tributos, retencion, retenciones,
                impuesto sobre la renta, impuesto a la renta, impuesto de la renta,
                impuesto a las ganancias, impuesto patrimonio, declaracion de la renta
            """,
            "household-tax": """
                ibi, predial, impuesto predial, impuesto de circulacion, impuesto circulacion,
                impuesto vehicular, impuesto vehiculo, tenencia, plusvalia municipal,
                tasa de basuras, tasa basuras, impuesto de sucesiones, impuesto sucesiones,
                impuesto de bienes inmuebles, arbitrios, impuesto de transmisiones, itp
            """,
            "fee": """
                comision, comisiones, gastos bancarios, gastos bancario, comision bancaria,
                comisiones bancarias, corretaje, cargos bancarios, cargo bancario,
                gastos de corretaje, gastos de custodia, comision de custodia, comisiones de venta,
                gastos de gestion, mantenimiento de cuenta, comision mantenimiento
            """,
            "bank-fee": "gastos, cargos",
            "bank": "banco, bancos, bancario, bancarios, bolsa, inversion, inversiones",
            "household": """
                guarderia, colegio, escuela, universidad, matricula, gimnasio, hijos, hijo,
                estacionamiento, peaje, peajes, sindicato, comunidad, basura, basuras, agua, medico,
                dentista, hospital, veterinario, notaria, notario, abogado, boda, viaje, viajes,
                equipaje, telefono, movil, mudanza, luz, envio, envios, seguro, seguros,
                inscripcion, examen, comedor, parking, aparcamiento, garaje, sindical
            """,
            "home": """
                casa, piso, vivienda, hogar, coche, coches, carro, vehiculo, vehiculos, moto, perro,
                perros, apartamento
            """,
            "let": """
                alquiler, alquileres, alquilado, arrendamiento, arriendo, inquilino, inquilinos,
                arrendado
            """,
            "upkeep": """
                gastos de comunidad, comunidad de propietarios, mantenimiento, reparacion,
                reparaciones, ibi, predial, reformas, administracion de fincas
            """,
            "interest": """
                interes, intereses, intereses prestamo, intereses hipoteca, intereses corridos,
                cupon corrido, intereses devengados
            """,
            "loss": """
                perdida, perdidas, minusvalia, minusvalias, incobrable, incobrables,
                deuda incobrable, deudas incobrables, cuentas incobrables, perdida patrimonial,
                perdidas patrimoniales, credito fallido, creditos fallidos
            """,
            "default": "impago, impagos, mora, fallido, fallidos",
            "claim": "prestamo, prestamos, credito, creditos, deuda, deudas, bono, bonos, deudor",
            "depreciation": "depreciacion, depreciaciones, amortizacion, amortizaciones",
            "nothing": "perdida de peso, tarjeta de credito",
            "body": "cabello, pelo, equipaje",
        },
        exceptions={
            "tax": """
                iva soportado, iva deducible, iva a favor, credito fiscal, iva acreditable,
                iva credito, asesor fiscal, asesoria fiscal
            """,
            "vat": """
                iva soportado, iva deducible, iva a favor, credito fiscal, iva acreditable,
                iva credito
            """,
            "loss": "perdida de peso, perdida de equipaje",
        },
    ),
    holdings=Vocabulary(
        words={
            "loan": """
                prestamo, prestamos, hipoteca, hipotecas, credito hipotecario, prestamo hipotecario,
                prestamo coche, prestamo personal, credito vehicular, prestamo estudiantil
            """,
            "held-property": "inmueble, inmuebles, vivienda, casa, apartamento, terreno",
            "held-crypto": "criptomonedas, cripto",
            "held-durable": "coche, coches, vehiculo, vehiculos, muebles",
            "held-stock": "acciones",
            "held-bond": "bono, bonos, renta fija",
            "house": """
                casa, casas, piso, pisos, vivienda, viviendas, apartamento, apartamentos,
                departamento, inmueble, inmuebles
            """,
            "land": """
                terreno, terrenos, finca, fincas, parcela
            """,
            "car": "coche, coches, carro, carros, vehiculo, vehiculos, moto, motos, barco",
            "deposit": """
                fianza, fianzas, deposito alquiler, deposito de alquiler, garantia alquiler,
                garantia de alquiler, deposito de garantia
            """,
            "claim": """
                cuenta por cobrar, cuentas por cobrar, por cobrar, prestado, dinero prestado,
                deudor, deudores, prestamo, prestamos, anticipo, anticipos, adelantos
            """,
            "pension": """
                plan de pensiones, planes de pensiones, plan pensiones, pensiones, jubilacion, afp,
                afore, cts, fondo de pensiones, fondo de jubilacion
            """,
            "contract": "seguro de vida, seguro de ahorro, plan de ahorro, pias, ppa",
            "nothing": """
                tarjeta de credito, tarjetas de credito, seguro de coche, seguro de hogar,
                prestamos p2p
            """,
        },
        exceptions={"loan": "tarjeta de credito, tarjetas de credito"},
    ),
)
