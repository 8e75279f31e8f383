"""Act by act, in many countries: which type words report, and who suffers it. Public figures or invented names."""

import pytest
from read_words import claims

from saksi.model.vocabulary import act_types

# words, type, victims (None: not compared)
REPORTS = [
    ("Police in Nairobi arrested the activist Boniface Mwangi on 25 July 2020.", "arrest", ("Boniface Mwangi",)),
    ("Narges Mohammadi was arrested at her home in Tehran in May 2015.", "arrest", ("Narges Mohammadi",)),
    ("At least 40 protesters were rounded up by police in Kampala on Monday.", "arrest", ("At least 40 protesters",)),
    ("The arrest of the journalist Hopewell Chin’ono in July 2020 drew criticism.", "arrest", ("Hopewell Chin'ono",)),
    (
        "Two reporters, Wa Lone and Kyaw Soe Oo, were detained in Yangon in December 2017.",
        "detention",
        ("Wa Lone", "Kyaw Soe Oo"),
    ),
    ("Maria Ressa was charged with cyber libel in Manila in 2019.", "charge", ("Maria Ressa",)),
    ("Prosecutors in Minsk charged Ales Bialiatski with smuggling.", "charge", ("Ales Bialiatski",)),
    (
        "A court in Moscow sentenced Alexei Navalny to nine years in prison in March 2022.",
        "conviction",
        ("Alexei Navalny",),
    ),
    (
        "Alaa Abdel Fattah was found guilty and sentenced to five years in prison by a court in Cairo.",
        "conviction",
        ("Alaa Abdel Fattah",),
    ),
    ("The appeals court upheld the conviction of Nabeel Rajab in Manama.", "conviction", ("Nabeel Rajab",)),
    (
        "Loujain al-Hathloul was released in February 2021 after three years in prison.",
        "release",
        ("Loujain al-Hathloul",),
    ),
    ("The court granted bail to Teesta Setalvad in September 2022.", "release", ("Teesta Setalvad",)),
    ("Charges against the opposition leader Tundu Lissu were dropped in 2021.", "release", ("Tundu Lissu",)),
    ("The company sued the newspaper Daphne Weekly for defamation.", "lawsuit", ("Daphne Weekly",)),
    ("The regulator fined the radio station Nana FM in 2019.", "fine", ("Nana FM",)),
    ("Berta Cáceres was murdered in La Esperanza, Honduras, on 2 March 2016.", "killing", ("Berta Cáceres",)),
    ("Soldiers shot dead three protesters in Khartoum on 30 June 2021.", "killing", ("three protesters",)),
    ("Security forces beat the photographer Ahmed Test in Algiers on Friday.", "violence", ("Ahmed Test",)),
    ("Sombath Somphone disappeared in Vientiane on 15 December 2012.", "disappearance", ("Sombath Somphone",)),
    ("Gunmen abducted the teacher Sardar Inventani in Quetta in 2018.", "disappearance", ("Sardar Inventani",)),
    ("Officers raided the offices of the newspaper Novaya Gazeta in Moscow.", "threat", ("Novaya Gazeta",)),
    ("The editor Ana Invented received death threats after the story was published.", "threat", ("Ana Invented",)),
    ("Authorities deported the researcher Felix Invented from Tanzania in 2019.", "expulsion", ("Felix Invented",)),
    ("Svetlana Tikhanovskaya fled to Lithuania in August 2020.", "expulsion", ("Svetlana Tikhanovskaya",)),
    (
        "The Constitutional Court dissolved the Future Forward Party in February 2020.",
        "dissolution",
        ("Future Forward Party",),
    ),
    ("In December 2021 the Supreme Court ordered the liquidation of Memorial.", "dissolution", ("Memorial",)),
    (
        "The ministry revoked the registration of the Peace Invented Foundation in Managua.",
        "dissolution",
        ("Peace Invented Foundation",),
    ),
    (
        "The electoral commission disqualified María Corina Machado from running in the election.",
        "political_ban",
        ("María Corina Machado",),
    ),
    ("The government closed the newspaper La Prensa in 2021.", "media_closure", ("La Prensa",)),
    ("The regulator revoked the licence of ABS-CBN in May 2020.", "media_closure", ("ABS-CBN",)),
    ("Authorities blocked the website of Mada Masr in May 2017.", "website_block", ("website of Mada Masr",)),
    ("The government cut internet access in Addis Ababa on 30 June 2020.", "website_block", ("internet access",)),
    ("The film board banned the film “Rafiki” in Kenya in 2018.", "content_censorship", None),
    ("The authorities denied registration to the group Golos Novum in 2016.", "denial", ("Golos Novum",)),
    ("Police dispersed a rally in Almaty on 6 June 2020.", "assembly_restriction", ("rally",)),
    ("The governor banned the Pride march in Istanbul in June 2015.", "assembly_restriction", ("Pride march",)),
    ("Parliament adopted the Foreign Agents Law in May 2024.", "restrictive_law", None),
    ("The government lifted the ban on Twitter in January 2022.", "enabling_measure", None),
    ("Observers reported ballot stuffing in the 2020 election in Minsk.", "election_irregularity", None),
    ("The European Union imposed sanctions on 15 officials in March 2021.", "international_measure", None),
    ("The Human Rights Council adopted a resolution on Eritrea in July 2019.", "international_measure", None),
    ("Police summoned the blogger Linh Inventova for questioning on 3 May 2021.", "summons", ("Linh Inventova",)),
    ("Ebru Timtik went on trial in Istanbul in 2018.", "trial", ("Ebru Timtik",)),
    ("The trial of Joshua Wong began in Hong Kong in November 2020.", "trial", ("Joshua Wong",)),
]


@pytest.mark.parametrize(("words", "type_", "victims"), REPORTS)
def test_a_plain_report_is_found_once_with_its_victims(words, type_, victims):
    found = claims(words)
    assert [act.type for act in found] == [type_]
    assert found[0].status == "reported"
    if victims is not None:
        assert found[0].victims == victims


def test_every_type_of_the_vocabulary_is_among_these_reports():
    assert {type_ for _, type_, _ in REPORTS} == set(act_types())
