"""The words of the trades: skills, languages, degrees, certificates, seniority, countries."""
