"""The reference: a plain Django project with one page, which bin/bench pages measures beside the app's."""
