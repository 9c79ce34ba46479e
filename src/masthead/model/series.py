"""The series that document symbols belong to and the marks they are made of, one a line.

Sources: the Dag Hammarskjöld Library's guide to symbols, and symbols seen in print. To add a
series, add its line here and a symbol of it to the example page of the tests.
"""

from __future__ import annotations

FICTIONAL = "TEST"  # documents that nobody issued: samples, exercises, our own tests

# What a symbol begins with. A dot at the end asks for the number of a session: IDB.49/1.
BODIES = frozenset({
    "A",  # General Assembly
    "AT",  # Administrative Tribunal
    "BWC",  # Biological Weapons Convention
    "CAC",  # Convention against Corruption
    "CAT",  # Convention against Torture
    "CCPR",  # International Covenant on Civil and Political Rights
    "CCW",  # Convention on Certain Conventional Weapons
    "CD",  # Conference on Disarmament
    "CEB",  # Chief Executives Board for Coordination
    "CED",  # Convention against Enforced Disappearance
    "CEDAW",  # Convention on Discrimination against Women
    "CERD",  # Convention on Racial Discrimination
    "CMW",  # Convention on Migrant Workers
    "CRC",  # Convention on the Rights of the Child
    "CRPD",  # Convention on the Rights of Persons with Disabilities
    "CTOC",  # Convention against Transnational Organized Crime
    "DP",  # Development Programme
    "E",  # Economic and Social Council
    "ECE",  # Economic Commission for Europe
    "FCCC",  # Framework Convention on Climate Change
    "GC.",  # General Conference of the Industrial Development Organization
    "HRI",  # International human rights instruments
    "HSP",  # Human Settlements Programme
    "ID",  # Industrial Development Organization
    "IDB.",  # Industrial Development Board
    "ISBA",  # International Seabed Authority
    "JIU",  # Joint Inspection Unit
    "LC",  # Economic Commission for Latin America and the Caribbean
    "NPT",  # Treaty on the Non-Proliferation of Nuclear Weapons
    "PBC",  # Peacebuilding Commission
    "S",  # Security Council
    "SPLOS",  # States parties to the Convention on the Law of the Sea
    "ST",  # Secretariat
    "T",  # Trusteeship Council
    "TD",  # Conference on Trade and Development
    "TPNW",  # Treaty on the Prohibition of Nuclear Weapons
    "UNEP",  # Environment Programme
    "UNODC",  # Office on Drugs and Crime
    "UNW",  # Entity for Gender Equality and the Empowerment of Women
    FICTIONAL,
})  # fmt: skip

# Subsidiary organs and groups of series: AC.254, WG.II, SER.A, OzL.Pro.27. No document ends here.
ORGANS = frozenset({
    "AC",  # ad hoc committee
    "C",  # standing or main committee
    "CN",  # commission
    "CONF",  # conference
    "COP",  # conference of the parties
    "EA",  # environment assembly
    "EB",  # executive body
    "EG",  # expert group
    "GC",  # governing council
    "IPM",  # intergovernmental preparatory meeting
    "MP",  # meeting of the parties
    "OzL.Pro",  # Montreal Protocol on the ozone layer
    "PC",  # preparatory committee
    "PM",  # preparatory meeting
    "RPM",  # regional preparatory meeting
    "SC",  # subcommittee
    "SER",  # series of publications
    "Sub",  # subcommission
    "WG",  # working group
})  # fmt: skip

# Kinds of paper, numbered: CRP.4, INF.1, PV.2444.
PAPERS = frozenset({
    "CRP",  # conference room paper
    "INF",  # information
    "L",  # limited distribution
    "MISC",  # views of parties, as received
    "NGO",  # statement of a non-governmental organization
    "PET",  # petition
    "PV",  # verbatim record
    "R",  # restricted distribution
    "SR",  # summary record
    "WP",  # working paper
})  # fmt: skip

# Of these, the ones that are mostly numbered after a stroke: E/CN.15/2018/INF/1, A/HRC/17/NGO/4.
STROKED = frozenset({"INF", "NGO", "PET"})

# Words that tell what a paper is, not whose: A/RES/55/25, A/HRC/DEC/18/117, CTOC/COP/2008/INF/1.
# What stands between a period and a number tells it too, whatever the word.
NATURES = frozenset({
    "AGENDA",  # agenda of a meeting of the Security Council
    "AI",  # administrative instruction
    "BUR",  # paper of a bureau or general committee
    "DEC",  # decision
    "IC",  # information circular
    "INF",  # information
    "NGO",  # statement of a non-governmental organization
    "NOTE",  # note of the inspectors
    "PET",  # petition
    "PRST",  # statement by the President
    "REP",  # report of the inspectors
    "RES",  # resolution
    "SGB",  # bulletin of the Secretary-General
})  # fmt: skip

# Organs whose number is that of the session or meeting, not part of the name: OzL.Pro.27, EA.4.
MEETINGS = frozenset({"COP", "EA", "GC", "OzL.Pro"})

# A word that belongs to the number of the session: OS/12 is an organizational session.
SESSIONS = frozenset({"OS"})

# What changes a document, in this order beside it; they stand last and may be stacked.
MODIFIERS = ("Add", "Amend", "Corr", "Rev", "Summary")

# Names that are more than one word of capitals.
NAMES = frozenset({"CODE TOT", "ExCom", "IRON ORE", "OzL.Pro"})

# Words written in small letters too. Any other spelling of them is refused, so that no two symbols
# differ in case alone: their files would be one file on many disks.
MIXED_CASE = (*MODIFIERS, "ExCom", "OzL", "Pro", "Sub")

# Words that Windows keeps for devices: no folder can be called so.
DEVICES = frozenset({"AUX", "CON", "NUL", "PRN"})

# What stands in parentheses: a word and its number, or a word alone (or a year, or a session).
PARTS = ("Income sect.", "Part", "Resumption", "Sect.", "Vol.")
REMARKS = ("closed", "Introduction")
