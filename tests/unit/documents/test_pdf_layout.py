"""Reading order, decided on boxes."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from jobr_adapters.documents.pdf_hyphens import SOFT_HYPHEN, rejoined
from jobr_adapters.documents.pdf_layout import reading_order
from jobr_adapters.documents.pdf_lines import Line, Word, drawn_bullets
from jobr_adapters.documents.pdf_pages import text_of

SIZE = 10.0


def a_line(text: str, x: float, y: float, size: float = SIZE) -> list[Word]:
    """Words of half the size a letter, from x on, standing on y."""
    words = []
    for word in text.split():
        width = len(word) * size / 2
        words.append(Word(word, x, x + width, y, size))
        x += width + size / 4
    return words


def a_column(lines: list[str], x: float, y: float, leading: float = 14.0) -> list[Word]:
    return [
        word for number, line in enumerate(lines) for word in a_line(line, x, y + leading * number)
    ]


def read(words: list[Word]) -> list[str]:
    return [line.text for line in reading_order(words)]


SIDEBAR = ["Contact", "ada@example.org", "London", "Skills", "Python", "Kafka", "Go"]
MAIN = [
    "Experience",
    "Senior Engineer at Acme Ltd in London",
    "built the settlement engine and the",
    "reports that go with it for years",
    "Engineer at Widget GmbH in Berlin",
    "wrote the billing service there",
]


def test_columns_are_read_one_after_the_other() -> None:
    words = a_column(MAIN, 200, 105.5, 16.1) + a_column(SIDEBAR, 50, 100)
    assert read(words) == SIDEBAR + MAIN


def test_what_spans_the_columns_is_read_before_and_after_them() -> None:
    head = "Ada King writes software for payment companies and has done so for years"
    words = (
        a_line(head, 50, 60)
        + a_column(SIDEBAR, 50, 100)
        + a_column(MAIN, 200, 105.5, 16.1)
        + a_line(head, 50, 300)
    )
    assert read(words) == [head, *SIDEBAR, *MAIN, head]


def test_running_text_in_columns_is_no_table_even_on_common_lines() -> None:
    left = [f"{word} goes on and on and on" for word in "One this that more then".split()]
    left = [line if n == 0 else line.lower() for n, line in enumerate(left)]
    right = [line.replace("on", "up") for line in left]
    assert read(a_column(left, 50, 100) + a_column(right, 260, 100)) == left + right


def test_a_table_is_read_across() -> None:
    table = [["Company", "Title", "Dates"]] + [
        [f"Firm{n}", f"Role{n}", f"20{n} – 20{n + 2}"] for n in range(11, 18)
    ]
    words = [
        word
        for number, cells in enumerate(table)
        for cell, x in zip(cells, (50, 200, 400), strict=True)
        for word in a_line(cell, x, 100 + 14 * number)
    ]
    assert read(words) == ["\t".join(cells) for cells in table]


def test_dates_flush_right_stay_on_the_line_of_their_job() -> None:
    words: list[Word] = []
    expected = []
    for number in range(5):
        y = 100 + 60 * number
        words += a_line(f"Engineer at Firm{number}", 50, y) + a_line(f"201{number}", 480, y)
        words += a_column(["built things that", "people use a lot"], 50, y + 14)
        expected += [f"Engineer at Firm{number}\t201{number}", "built things that"]
        expected.append("people use a lot")
    assert read(words) == expected


def test_labels_beside_longer_text_are_read_across() -> None:
    labels = ["Languages", "Databases", "Clouds", "Spoken"]
    texts = [
        "Python, Go and some others",
        "PostgreSQL and Kafka too",
        "AWS, GCP, Hetzner",
        "English",
    ]
    words = a_column(labels, 50, 100) + a_column(texts, 150, 100)
    assert read(words) == [f"{a}\t{b}" for a, b in zip(labels, texts, strict=True)]


def test_two_lists_of_unequal_length_under_headings_are_columns() -> None:
    skills = ["Skills", "Python", "Go", "SQL", "Kafka", "Linux"]
    languages = ["Languages", "English", "German", "French"]
    words = a_column(skills, 50, 100) + a_column(languages, 300, 100)
    assert read(words) == skills + languages


def test_raised_letters_stay_on_their_line() -> None:
    words = [
        *a_line("He won the 1", 50, 100),
        Word("st", 103, 108, 95, 6),
        *a_line("prize", 111, 100),
    ]
    assert read(words) == ["He won the 1 st prize"]


def test_letter_spaced_headings_are_words_again() -> None:
    def spaced(text: str, gap: float) -> list[Word]:
        words, x = [], 50.0
        for letter in text:
            if letter == " ":
                x += gap + 3
                continue
            words.append(Word(letter, x, x + 5, 100, SIZE))
            x += 5 + gap
        return words

    for gap in (2.0, 3.5, 6.0):
        assert read(spaced("WORK EXPERIENCE", gap)) == ["WORK EXPERIENCE"]


def test_single_letters_of_a_table_stay_apart() -> None:
    letters = [
        Word(letter, x, x + 6, 100, SIZE) for letter, x in zip("ABC", (50, 150, 250), strict=True)
    ]
    assert read(letters) == ["A\tB\tC"]


def test_bullets_become_hyphens_where_they_begin_a_line() -> None:
    words = [Word("▪", 50, 54, 100, SIZE), *a_line("Led a team", 62, 100)]
    assert read(words) == ["- Led a team"]
    assert read(a_line("Pune • Delhi", 50, 100)) == ["Pune • Delhi"]


def test_dots_are_bullets_before_words_and_not_behind_them() -> None:
    words = a_line("Python", 70, 100)
    assert [bullet.text for bullet in drawn_bullets([(60, 64, 97)], words)] == ["•"]
    rating = [(110.0 + 8 * n, 115.0 + 8 * n, 97.0) for n in range(5)]
    assert not list(drawn_bullets(rating, words + a_line("Go", 170, 100)))


def test_a_divided_word_becomes_whole_and_a_compound_keeps_its_hyphen() -> None:
    assert rejoined(f"soft{SOFT_HYPHEN}\nware and more") == "software\nand more"
    assert rejoined(f"full{SOFT_HYPHEN}\nstack work") == "full-stack\nwork"
    assert rejoined(f"Köln{SOFT_HYPHEN}\nBonn") == "Köln-Bonn"


def test_gaps_between_blocks_are_empty_lines() -> None:
    lines = [Line(str(n), 50, y, SIZE) for n, y in enumerate((100, 114, 128, 170, 184))]
    assert text_of([lines]) == "0\n1\n2\n\n3\n4"


def test_running_heads_and_feet_are_read_once() -> None:
    pages = [
        [
            Line("Ada King", 50, 40, SIZE),
            *(Line(f"{text} {n}", 50, 100 + 14 * n, SIZE) for n in range(6)),
            Line(f"Page {number} of 3", 50, 800, SIZE),
        ]
        for number, text in enumerate(("one", "two", "three"), 1)
    ]
    text = text_of(pages)
    assert text.count("Ada King") == text.count("Page") == 1
    assert "three 5" in text


words = st.builds(
    lambda text, x, y, size: Word(text, x, x + len(text) * size / 2, y, size),
    st.text("abcdefgh", min_size=2, max_size=8),
    st.integers(0, 500).map(float),
    st.integers(0, 800).map(float),
    st.sampled_from([8.0, 10.0, 14.0]),
)


@given(st.lists(words, max_size=60))
def test_no_word_is_lost_and_none_is_invented(page: list[Word]) -> None:
    out = Counter(word for line in read(page) for word in line.split())
    assert out == Counter(word.text for word in page)


@given(st.lists(words, max_size=40), st.randoms(use_true_random=False))
def test_the_order_of_the_boxes_does_not_matter(page: list[Word], random: object) -> None:
    shuffled = list(page)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert read(shuffled) == read(page)


@given(
    st.lists(st.text("abc", min_size=2, max_size=9), min_size=1, max_size=30),
    st.floats(min_value=11, max_value=40),
)
def test_a_single_column_is_read_from_top_to_bottom(lines: list[str], leading: float) -> None:
    assert read(a_column(lines, 50, 100, leading)) == lines
