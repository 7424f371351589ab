from audits.models.handings import Handing, Letter, Remark

__all__ = ["Handing", "Letter", "Remark"]
