"""応募ナビ (Oubo Navi): guided drafting of applications to public calls."""

__version__ = "0.1.0"
PRODUCT_NAME = "応募ナビ"
