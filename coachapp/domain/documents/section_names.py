"""What the sections of a resume are called, in English, German and Spanish, and one name for each."""

from __future__ import annotations

import re
import unicodedata

_NAMES = {
    "contact": "contact, contact details, contact information, personal details, personal information, personal data, "
    "kontakt, kontaktdaten, personliche daten, personliche angaben, zur person, contacto, datos personales, "
    "datos de contacto, informacion personal, informacion de contacto",
    "summary": "summary, profile, professional summary, professional profile, executive summary, about, about me, "
    "objective, career objective, personal statement, summary of qualifications, profil, kurzprofil, "
    "berufliches profil, uber mich, zusammenfassung, perfil, perfil profesional, resumen, resumen profesional, "
    "sobre mi, acerca de mi, extracto, objetivo, objetivo profesional",
    "experience": "experience, work experience, professional experience, employment, employment history, work history, "
    "career, career history, relevant experience, positions, professional background, berufserfahrung, erfahrung, "
    "erfahrungen, beruflicher werdegang, werdegang, berufspraxis, praxiserfahrung, berufliche erfahrung, "
    "berufliche stationen, berufliche laufbahn, experiencia, experiencia laboral, experiencia profesional, "
    "trayectoria profesional, trayectoria laboral",
    "education": "education, academic background, academic education, studies, qualifications, schooling, ausbildung, "
    "bildung, bildungsweg, studium, schulbildung, akademischer werdegang, hochschulbildung, aus- und weiterbildung, "
    "educacion, formacion, formacion academica, estudios, formacion reglada",
    "training": "training, courses, further training, professional development, weiterbildung, weiterbildungen, kurse, "
    "fortbildung, fortbildungen, cursos, formacion complementaria, formacion continua",
    "skills": "skills, technical skills, key skills, core skills, competencies, core competencies, expertise, tools, "
    "technologies, abilities, tech stack, computer skills, it skills, skill set, kenntnisse, fahigkeiten, kompetenzen, "
    "kernkompetenzen, fachkenntnisse, it-kenntnisse, edv-kenntnisse, edv, besondere kenntnisse, habilidades, "
    "competencias, aptitudes, conocimientos, destrezas, informatica, conocimientos informaticos, "
    "habilidades tecnicas, competencias digitales",
    "languages": "languages, language skills, sprachen, sprachkenntnisse, fremdsprachen, idiomas, lenguas",
    "projects": "projects, selected projects, personal projects, key projects, projekte, ausgewahlte projekte, "
    "proyectos, proyectos destacados",
    "certificates": "certificates, certifications, certification, licenses, licences, zertifikate, zertifizierungen, "
    "bescheinigungen, certificados, certificaciones",
    "publications": "publications, selected publications, papers, talks, veroffentlichungen, publikationen, "
    "publicaciones",
    "awards": "awards, honors, honours, achievements, key achievements, accomplishments, prizes, auszeichnungen, "
    "preise, ehrungen, erfolge, premios, logros, reconocimientos",
    "volunteering": "volunteering, volunteer work, voluntary work, volunteer experience, community, ehrenamt, "
    "engagement, ehrenamtliches engagement, ehrenamtliche tatigkeit, soziales engagement, voluntariado",
    "interests": "interests, hobbies, personal interests, interessen, freizeit, personliche interessen, intereses, "
    "aficiones",
    "references": "references, referees, referenzen, referencias",
}
SECTIONS = tuple(_NAMES)
_CANONICAL = {name.strip(): section for section, names in _NAMES.items() for name in names.split(",")}
_AND = re.compile(r"\s*(?:&|/|\+|,|\band\b|\bund\b|\by\b|\be\b)\s*")
_EDGES = re.compile(r"^(?:[\divx]{1,4}[.)]\s+)?[^\w]*|[^\w]*$")


def canonical(line: str) -> str:
    """Give the one name of the section that this line begins; empty where it is no name of a section."""
    if len(line) > 60:
        return ""
    plain = _EDGES.sub("", folded(line))
    if plain in _CANONICAL:
        return _CANONICAL[plain]
    parts = [_CANONICAL.get(part) for part in _AND.split(plain)]
    return parts[0] or "" if len(parts) > 1 and all(parts) else ""


def folded(text: str) -> str:
    """Give a line in small letters without accents, its spaces as one; letters set apart come together."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    words = "".join(letter for letter in apart if not unicodedata.combining(letter)).split()
    return "".join(words) if len(words) > 3 and all(len(word) == 1 for word in words) else " ".join(words)
