"""The handbook, inside the product: what people read who are to use it, in their own language, beside the page it is about.

``sv``, ``nb`` and ``en`` hold the chapters as Markdown, under the same names; ``static/handbook`` holds the pictures.
The chapters are files of the release and hold nothing about anybody, so that whoever can reach the log-in page may read them.
"""
